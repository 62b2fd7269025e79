#!/usr/bin/env bash
# Measures what a session costs its users: start, cold and warm jobs, list, a worker's loss, resident memory. Medians.
# Needs an unpacked distribution and the cluster of HADOOP_CONF_DIR; numbers mean something on an idle machine only.
# Usage: measure-start.sh DISTRIBUTION_DIRECTORY INPUT_URI [ROUNDS]
set -euo pipefail
home=$1 input=$2 rounds=${3:-5}
now() { date +%s%N; }
median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
millis() { local start; start=$(now); "$@" >/dev/null 2>&1; echo $((($(now) - start) / 1000000)); }
word_count() { "$home/bin/flyshuttle" run -p 2 -c io.flyshuttle.examples.batch.WordCount "$home/examples/flyshuttle-examples.jar" --input "$input"; }
start() { "$home/bin/yarn-session.sh" -jm 512 -tm 1024 -s 2 -d "$@"; }
resident() { awk '/VmRSS/ {print $2}' "/proc/$1/status"; }
newest() { pgrep -n -f "bin/java .*$1" || true; }

start >/dev/null 2>&1 && "$home/bin/flyshuttle" stop-session >/dev/null 2>&1 # engine staged, class data made
starts=() colds=() warms=() lists=() losses=() masters=() workers=()
for ((i = 0; i < rounds; i++)); do
  starts+=("$(millis start)")
  colds+=("$(millis word_count)")
  warms+=("$(millis word_count)")
  lists+=("$(millis "$home/bin/flyshuttle" list)")
  masters+=("$(resident "$(newest ApplicationMaster)")")
  workers+=("$(resident "$(newest WorkerMain)")")
  worker=$(newest WorkerMain) begin=$(now)
  kill -9 "$worker"
  word_count >/dev/null 2>&1 # needs two slots of a new worker
  losses+=($((($(now) - begin) / 1000000)))
  "$home/bin/flyshuttle" stop-session >/dev/null 2>&1
done
line() { local name=$1 unit=$2; shift 2; printf '%-44s %6s %s   (%s)\n' "$name" "$(printf '%s\n' "$@" | median)" "$unit" "$*"; }
line "session start to accepted" ms "${starts[@]}"
line "WordCount, no workers yet" ms "${colds[@]}"
line "WordCount, warm workers" ms "${warms[@]}"
line "list" ms "${lists[@]}"
line "worker killed to next job's end" ms "${losses[@]}"
line "resident ApplicationMaster" kB "${masters[@]}"
line "resident worker" kB "${workers[@]}"
uptime
