#!/usr/bin/env bash
# An alert of an incident comes in; the coordinator takes it up and gives an outreach to a peer.
#
#   BASE         where Peerline answers            http://127.0.0.1:8080
#   TOKEN        a coordinator's token
#   ALERT_TOKEN  whose alert it is, for example a supervisor's; the coordinator's own where it is not set
#   TYPE         the incident's type, a code of the agency's policy            the first of its form
#   UNIT         the unit's id                                                 the largest that has a parent
#   MEMBER       the member's id                                               the first who is taken
#   DAY          the local day it occurred        the demo's day (before noon UTC the one before), or today
#
# Needs curl and jq.
set -euo pipefail
BASE=${BASE:-http://127.0.0.1:8080}
: "${TOKEN:?a coordinator\'s token, for example one the demo shows}"

call() { # token method path [json]
    local answer
    if answer=$(curl -sS --fail-with-body -X "$2" "$BASE$3" -H "Authorization: Bearer $1" \
        -H 'Content-Type: application/json' ${4:+--data "$4"}); then
        printf '%s' "$answer"
    else
        printf '%s %s was refused: %s\n' "$2" "$3" "$answer" >&2
        return 1
    fi
}

# The demo lives on a clock of its own; a real server has no such address. Twelve hours back, that is a day that has
# begun in every American zone.
DAY=${DAY:-$(curl -sf "$BASE/demo/clock" | jq -r '.now[:19] + "Z" | fromdate - 43200 | todate[:10]' || true)}
DAY=${DAY:-$(date +%F)}
UNIT=${UNIT:-$(call "$TOKEN" GET /v1/units | jq -r '[.items[] | select(.parent_id)] | max_by(.headcount).id')}
MEMBERS=${MEMBER:-$(call "$TOKEN" GET /v1/members | jq -r '[.items[] | select(.status == "active").id] | join(" ")')}

field() { call "$TOKEN" GET "/v1/forms/$1" | jq -c --arg name "$2" '.fields[] | select(.name == $name)'; }
TYPE=${TYPE:-$(field incidents type | jq -r '.codes[0].code')}

echo "The alert. Its answer is the same whatever becomes of it:"
alert=$(jq -n --arg type "$TYPE" --arg day "$DAY" --arg unit "$UNIT" \
    '{type: $type, occurred_on: $day, unit_id: $unit}')
receipt=$(call "${ALERT_TOKEN:-$TOKEN}" POST /v1/incidents "$alert")
jq . <<<"$receipt"
incident=/v1/incidents/$(jq -r .id <<<"$receipt")

echo "The coordinator looks, and takes it up. How the case stands is looked up for that and not kept:"
call "$TOKEN" GET "$incident" | jq '{type, route, state, allowed_actions}'
outcome=$(field incident-triage outcome | jq '.codes[0].code')
triage="{\"outcome\": $outcome}"
if [[ $(field incident-triage case/standing | jq .permitted) == true ]]; then
    triage="{\"outcome\": $outcome, \"case\": {\"standing\": \"ongoing\", \"closed_on\": null}}"
fi
call "$TOKEN" POST "$incident/triage" "$triage" |
    jq '{state, case_qualifies, allowed_actions}'

echo "An outreach to one person. Who that is, the team knows and the server does not:"
# Not everybody on the team responds: here and there the coordinator does not.
for member in $MEMBERS; do
    outreach=$(call "$TOKEN" POST "$incident/outreaches" "{\"member_id\": \"$member\"}") && break
done
jq '{id, state, assigned_on, declared, declarations_asked, allowed_events}' <<<"${outreach:?nobody was taken}"
