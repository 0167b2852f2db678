#!/usr/bin/env bash
# HR reads a month's totals: one address per closed month, the same bytes for ever, never a person.
#
#   scripts/recipes/03-monthly-release.sh [month] > totals.json
#
#   BASE    where Peerline answers            http://127.0.0.1:8080
#   TOKEN   a token that may read releases, for example the HR machine's
#   month   for example 2026-10               the last one that is sealed, of the present year
#
# Needs curl and jq. Ends with 0 and the release on standard output, 2 where the month is not sealed yet, 1 otherwise.
# The ETag stays what it is: who keeps it can ask with If-None-Match and gets 304.
set -euo pipefail
BASE=${BASE:-http://127.0.0.1:8080}
: "${TOKEN:?a token that may read releases, for example one the demo shows}"

get() { curl -sS --fail-with-body "$BASE$1" -H "Authorization: Bearer $TOKEN"; }

year=${1:-$( (curl -sf "$BASE/demo/clock" || date +'{"now": "%Y"}') | jq -r .now)}
calendar=$(get "/v1/releases/calendar?year=${year:0:4}") || { jq . <<<"$calendar" >&2; exit 1; }
month=${1:-$(jq -r '[.items[] | select(.state == "sealed").month] | last // empty' <<<"$calendar")}
if [[ -z $month ]]; then
    echo "No month of ${year:0:4} is sealed yet." >&2
    exit 2
fi

if ! answer=$(get "/v1/releases/$month"); then
    [[ $(jq -r .code <<<"$answer") == not_yet_sealed ]] || { jq . <<<"$answer" >&2; exit 1; }
    jq -r '"Not sealed yet; planned on " + (.planned_on // "a day that is known once the month is combined") + "."' \
        <<<"$answer" >&2
    exit 2
fi
jq -r '"Sealed on \(.sealed_on). \(.note)",
    (.totals | to_entries[] | "  \(.key): \(.value.display)")' <<<"$answer" >&2
printf '%s\n' "$answer"
