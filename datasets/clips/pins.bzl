"""SHA-256 of the weights that stand beside the regressors, by architecture and file name."""

DATA_SHA256 = {
    "mlp_medium": {
        "fold_Aurora.onnx.data": "44b664912a07e9ef1617a73cde54d80afeb7b8d2271141ce05b1f58cef0fdc08",
        "fold_Bramble.onnx.data": "35d4da15de1e14e4a6a0340b05272d8c344a93fc222499b66129796f8687177e",
        "fold_Cascade.onnx.data": "2ae33749b92af3e5a6db27a18cae9e599307a572b3aabd618604efbcedd99680",
        "fold_Dunefield.onnx.data": "c31029830a69d396256b6c69458430b8370bb9eda2b68274352bb80669ea278e",
        "fold_Emberwing.onnx.data": "aa6e998fe48988b4f37bfe405a6426063be74487de6dd358bcf048a1f21695f7",
        "fold_Ferryboat.onnx.data": "04246edf44e3163376e30565a6b35c977cdba6e31253249e76d83457b6b6d8be",
        "fold_Granary.onnx.data": "4ea3611fe5d9d05ff0739a2499e48b45bdd8fed2c4fba487576b529d0d6f69b9",
        "fold_Harbourmist.onnx.data": "690067ef208e4a4940b13bd359d170b3b27699a4523f743082241bdb894de7f8",
        "fold_Ironwood.onnx.data": "f7252120af4da1e0c681a073f60ef5ebfddf12b22891bf72ff7a0a89f5acc549",
    },
    "mlp_small": {
        "fold_Aurora.onnx.data": "1fc09c43b7bf8b676f4837e5ea64eac8933a240807f6b445e0c29e8a5580abcb",
        "fold_Cascade.onnx.data": "a355277113c5c6612f92a2bedb0b3777372c12ec1b86686b7f6f490c499fa4bf",
        "fold_Emberwing.onnx.data": "b04cf8e7c8fd80843a609f7e4a3029a49d03f6149c9b40ada6cc681e297149c7",
        "fold_Granary.onnx.data": "6fc18d8241bf32cc89e3733b9bdb4c6ae08f4337bd414fb469aa4587f082974c",
        "fold_Ironwood.onnx.data": "1d2995fd9faaf8675d4df5a23952b926a93085e296122610f2da4213b8246af9",
    },
}
