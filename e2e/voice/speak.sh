#!/bin/sh
# The voice that Orca speaks with: writes down when a sentence begins and when it has come to its end, at some 17 characters a second. A sentence that another one cuts off has no end.
text=$(printf '%s' "$1" | tr '\n\t' '  ')
say() { printf '%s\t%s\t%s\n' "$(date +%s%3N)" "$1" "$text" >>"${REGAIN_VOICE_LOG:?}"; }
say begin
sleep "$(awk "BEGIN { print 0.15 + ${#text} / 17 }")"
say end
