#!/usr/bin/env bash
# For cron: a session for one night's jobs, stopped whatever happens.
set -u
home=${FLYSHUTTLE_HOME_DIR:-/opt/flyshuttle}
session=$("$home/bin/yarn-session.sh" -n 4 -tm 4096 -s 4 -nm nightly -d | sed -n 's/^application.id=//p')
[ -n "$session" ] || exit 1
trap '"$home/bin/flyshuttle" stop-session "$session"' EXIT
"$home/bin/flyshuttle" run --session "$session" -p 16 /jobs/nightly.jar --day "$(date -d yesterday +%F)"
