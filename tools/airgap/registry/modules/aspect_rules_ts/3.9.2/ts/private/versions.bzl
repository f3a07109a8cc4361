"""TypeScript compilers that the stand-in may fetch.

To add a version: `npm view typescript@<version> dist.integrity`.
"""

# version -> integrity
TYPESCRIPT_INTEGRITY = {
    "6.0.3": "sha512-y2TvuxSZPDyQakkFRPZHKFm+KKVqIisdg9/CZwm9ftvKXLP8NRWj38/ODjNbr43SsoXqNuAisEf1GdCxqWcdBw==",
}
