#!/usr/bin/env bash
# Records which classes client, ApplicationMaster and workers load, for the class-data archives: runs a session with jobs
# from an unpacked distribution on the cluster of HADOOP_CONF_DIR, and writes scripts/src/main/dist/tools/class-lists.
# To be repeated when the engine's start changes much; an outdated list costs time, nothing else.
# Usage: record-class-lists.sh DISTRIBUTION_DIRECTORY INPUT_URI OUTPUT_URI
set -euo pipefail
home=$1 input=$2 output=$3
here=$(cd "$(dirname "$0")" && pwd)
lists=$here/src/main/dist/tools/class-lists
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 777 "$work"
record() { FLYSHUTTLE_CLIENT_OPTIONS="-Xshare:auto -XX:DumpLoadedClassList=$work/client-$1.list" "$home/bin/${@:2}"; }

# without the archives that exist, which would hide what they hold
rm -rf "$home"/lib/class-data "$home"/tools/class-lists/*.classlist
record session yarn-session.sh -n 1 -jm 768 -tm 1024 -s 2 -d \
  "-Denv.java.opts.jobmanager=-XX:DumpLoadedClassList=$work/appmaster.list" \
  "-Denv.java.opts.taskmanager=-XX:DumpLoadedClassList=$work/worker.list"
for program in ${PROGRAMS:-batch stream}; do
  record "run-$program" flyshuttle run -p 2 -c "io.flyshuttle.examples.$program.WordCount" "$home/examples/flyshuttle-examples.jar" \
    --input "$input" --output "$output/$program"
done
record list flyshuttle list
record settings flyshuttle list -D parallelism.default=1 # what looks at settings
record stop flyshuttle stop-session
mkdir -p "$lists"
cat "$work"/client-*.list >"$work/client.list"
for role in client appmaster worker; do
  # each line once, in the order of loading; comments out
  awk '!/^#/ && !seen[$0]++' "$work/$role.list" >"$lists/$role.classlist"
  wc -l "$lists/$role.classlist"
done
