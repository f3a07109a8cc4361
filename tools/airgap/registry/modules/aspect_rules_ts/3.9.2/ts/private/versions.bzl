"""TypeScript compilers that the stand-in may fetch.

To add a version: `npm view typescript@<version> dist.integrity`, and the same of `@typescript/typescript-linux-x64` and `-arm64`.
"""

# version -> package -> integrity; the first package starts the compiler, which is in that of the platform
TYPESCRIPT_INTEGRITY = {
    "7.0.2": {
        "typescript": "sha512-8FYau96o3NKOhbjKi/qNvG/W5jhzxkbdm5sj9AbZ/5T5sWqn3hJgLfGx27sRKZWTvyzCP8dLRBTf5tBTSRVUNA==",
        "@typescript/typescript-linux-arm64": "sha512-Qh4eU4/y3yDjnfjjyPYihMj5/ODIlmt+Bzu17OI+fiSRDW57QmU5SiN63exPRNJPKUzcc1INa1NXdrJ+MqHjUQ==",
        "@typescript/typescript-linux-x64": "sha512-EYdf2cNg7rgCWJnxCdJ+F3V39O8ihb37eHAu1LK8oAFizgTQbPOK7zHHXbPt8rX24COqODXeI3sIf0fCXG7H/A==",
    },
}
