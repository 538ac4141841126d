#!/usr/bin/env bash
# How many requests per second the Orchard Core module answers for an article from memory, against Orchard Core's own GET /api/content/{id} of the same item on the same site: the two take turns, the
# median of the pairs counts. Needs wrk, curl and python3, and GUTCMS_ORCHARD_FEED as docs/orchard-core.md says. Usage: bench/orchard-delivery.sh [rounds] [seconds]
set -euo pipefail
rounds=${1:-5} seconds=${2:-5} port=${PORT:-5390}
root=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
site=$(mktemp -d)
trap 'kill "${pid:-}" 2>/dev/null || true; rm -rf "$site"' EXIT

dotnet publish "$root/src/GutCms.OrchardCore.Web" -c Release -o "$site/out" -v q -nologo >&2
mkdir -p "$site/Recipes" "$site/wwwroot"
# The site that the module ships with, where everybody may use the content API.
python3 - "$root/src/GutCms.OrchardCore/Recipes/gutcms-site.recipe.json" "$site/Recipes/bench.recipe.json" <<'P'
import json, sys
recipe = json.load(open(sys.argv[1]))
recipe["name"] = "Bench"
recipe["steps"].append({"name": "Roles", "Roles": [{"Name": "Anonymous", "Permissions": ["ViewContent", "AccessContentApi"]}]})
json.dump(recipe, open(sys.argv[2], "w"))
P
export OrchardCore__OrchardCore_AutoSetup__Tenants__0__RecipeName=Bench
export OrchardCore__OrchardCore_AutoSetup__Tenants__0__AdminPassword="Bench-$RANDOM-only"
(cd "$site" && cp out/appsettings.json . && exec dotnet out/GutCms.OrchardCore.Web.dll --urls "http://127.0.0.1:$port" --contentRoot "$site") >"$site/log" 2>&1 &
pid=$!
delivered="http://127.0.0.1:$port/api/delivery/articles/gut-health-and-mental-health"
# The request that sets the site up is sent elsewhere when that is done.
for _ in $(seq 120); do [ "$(curl -s -m 60 -o "$site/article" -w '%{http_code}' "$delivered")" = 200 ] && break; sleep 1; done
stock="http://127.0.0.1:$port/api/content/$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["id"])' "$site/article")"
curl -sf -o /dev/null "$stock"

rate() { wrk -t1 -c16 -d"$1"s "$2" | awk '/Requests\/sec/ { print $2 } /Non-2xx/ { exit 1 }'; }
rate 5 "$stock" >/dev/null
rate 5 "$delivered" >/dev/null
for _ in $(seq "$rounds"); do echo "$(rate "$seconds" "$stock") $(rate "$seconds" "$delivered")"; done | python3 -c '
import statistics, sys
pairs = [[float(part) for part in line.split()] for line in sys.stdin]
print("stock %.0f/s, delivery %.0f/s, ratio %.1f (median of %d pairs)" % (*[statistics.median(column) for column in zip(*pairs)], statistics.median(new / old for old, new in pairs), len(pairs)))'
echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
