#!/usr/bin/env bash
# How many requests per second GutCms answers against Strapi, Payload and Directus, with the same articles on the same machine in one run. Needs Node.js, npm, wrk and the .NET SDK.
# Usage: bench/peers/run.sh [--articles N] [--seconds S] [--rounds R] [--only NAME,NAME] [--published FOLDER]. What is installed lies in artifacts/peers.
set -euo pipefail
exec node "$(dirname "$0")/run.mjs" "$@"
