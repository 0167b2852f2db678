#!/usr/bin/env bash
# An employee asks for help, without a name or an account, and looks at the receipt.
#
#   BASE    where Peerline answers         http://127.0.0.1:8080
#   AGENCY  short name of the agency       example-dcs
#
# Needs curl and jq. No token: these addresses take none, and nothing about the caller is logged or kept.
set -euo pipefail
BASE=${BASE:-http://127.0.0.1:8080}
address=$BASE/v1/public/${AGENCY:-example-dcs}

echo "What to know before:"
program=$(curl -sS --fail-with-body "$address")
jq -r '"  " + .emergency_text, "  " + .boundary_text' <<<"$program"

# The requester draws the receipt: 128 bits that only they know. It travels in a header, never in an address.
receipt=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

# An answer, or why there is none: not every agency has a form for whoever asks.
shown() { jq 'if .code then {status, code, title} else {status, spoken_code, call} end'; }

echo "Asking:"
# Codes are the agency's own; here its first category and mode.
jq '{population: "employee", stressor: "work", category: .categories[0].code, mode: .modes[0].code}' <<<"$program" |
    curl -sS --fail-with-body -X PUT "$address/support-request" -H "Peerline-Receipt: $receipt" \
        -H 'Content-Type: application/json' --data @- |
    shown

echo "Looking at it later; once a peer has the request, their number stands here. Call it, and say the code:"
curl -sS --fail-with-body "$address/support-request" -H "Peerline-Receipt: $receipt" | shown
echo "The receipt, which dies with the request: $receipt"
