#!/usr/bin/env bash
# Runs a batch program and a stream program in one session on YARN over HDFS, from nothing but git, bash, a JDK 17 and Maven.
# See --help.
set -u

usage() {
  cat <<'END'
usage: ./quickstart.sh [--keep] [--help]

Builds the distribution if there is none, starts HDFS and YARN in a process of their own, puts a text
on HDFS, starts a session, counts the words of the text as a DataSet and as a DataStream program,
prints the most frequent words of both and how long each phase took, and stops everything.

  --keep   leave cluster and session up, and print the commands to try next

If HADOOP_CONF_DIR is set, the cluster that it describes is used in place of one of our own.
END
}

keep=
while [ $# -gt 0 ]; do
  case $1 in
    --keep) keep=1 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "error: unknown option $1; see ./quickstart.sh --help" >&2; exit 2 ;;
  esac
  shift
done

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
work=
cluster_pid=
application=
hdfs_directory=
cluster_in=
step="starting"
phase_names=()
phase_millis=()

now() { local t=${EPOCHREALTIME/[.,]/}; echo $((t / 1000)); }

# phase NAME COMMAND...: runs the command, notes how long it took, and ends the script if it fails.
phase() {
  local started name=$1; shift
  step=$name
  started=$(now)
  printf '%-44s' "$name ..."
  "$@" || { echo "failed"; exit 1; }
  local took=$(($(now) - started))
  phase_names+=("$name"); phase_millis+=("$took")
  printf '%5d.%01d s\n' $((took / 1000)) $((took % 1000 / 100))
}

# quietly NAME COMMAND...: output goes to a log, which is shown if the command fails.
quietly() {
  local log=$work/$1.log; shift
  if ! "$@" >"$log" 2>&1 </dev/null; then
    { echo; echo "'$*' failed:"; tail -n 40 "$log"; } >&2
    return 1
  fi
}

clean_up() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  if [ -n "$keep" ] && [ "$status" = 0 ]; then exit 0; fi
  if [ "$status" != 0 ] && [ -n "$work" ]; then
    local what="did not succeed"
    [ "$status" -le 128 ] || what="was interrupted"
    printf '\nquickstart: "%s" %s; cleaning up\n' "$step" "$what" >&2
  fi
  # interrupted when it was just up: its id is in the log only
  [ -n "$application" ] || application=$(session_value 'application_[0-9]+_[0-9]+')
  if [ -n "$application" ]; then
    timeout 60 "$home/bin/flyshuttle" stop-session "$application" </dev/null >/dev/null 2>&1
  fi
  if [ -n "$hdfs_directory" ]; then file_tool delete "$hdfs_directory" >/dev/null 2>&1; fi
  stop_cluster
  [ -z "$work" ] || rm -rf "$work"
  exit "$status"
}

stop_cluster() {
  [ -n "$cluster_pid" ] || return 0
  [ -z "$cluster_in" ] || exec {cluster_in}>&-
  local waited=0
  while kill -0 "$cluster_pid" 2>/dev/null && [ $waited -lt 300 ]; do sleep 0.1; waited=$((waited + 1)); done
  if kill -0 "$cluster_pid" 2>/dev/null; then kill -KILL "$cluster_pid" 2>/dev/null; fi
  wait "$cluster_pid" 2>/dev/null
  cluster_pid=
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=$(command -v java); fi
  if [ -z "$java" ] || [ ! -x "$java" ]; then
    echo "error: no Java found; install a JDK 17 and set JAVA_HOME" >&2; exit 2
  fi
}

newest_tar() { ls -t "$root"/scripts/target/flyshuttle-*-bin.tar.gz 2>/dev/null | head -n 1; }

build() {
  quietly build mvn -B -ntp -f "$root/pom.xml" -DskipTests package -pl scripts,embedded-cluster -am
}

# The installation stays beside the tar it was unpacked from, and with it the class data made for it.
unpack() {
  local install=$root/scripts/target/quickstart
  if [ ! -f "$install/complete" ] || [ "$tar" -nt "$install/complete" ]; then
    rm -rf "$install" && mkdir "$install" && tar -xzf "$tar" -C "$install" && touch "$install/complete" || return 1
  fi
  home=$(echo "$install"/flyshuttle-*)
  [ -x "$home/bin/yarn-session.sh" ]
}

# Otherwise the first commands would make it in the background, and compete with it for the processor.
make_class_data() {
  quietly class-data bash -c '. "$1/bin/config.sh" && dump_class_data client appmaster worker' bash "$home"
}

file_tool() {
  "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Dlog4j2.level=ERROR \
    -Dlog4j2.configurationFile="$home/conf/log4j-cli.properties" -Dflyshuttle.log.file="$work/file-tool.log" \
    -cp "$home/lib/*:$home/examples/*:$HADOOP_CONF_DIR" io.flyshuttle.examples.text.FileTool "$@" 2>>"$work/file-tool.err"
}

start_cluster() {
  local opens=() package
  for package in java.lang java.io java.net java.util java.util.concurrent java.nio sun.nio.ch java.math java.text; do
    opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
  done
  mkdir "$work/cluster"
  mkfifo "$work/cluster.in"
  # Ctrl-C reaches all processes of the terminal; the cluster has to stay until the session has stopped.
  (
    trap '' INT
    cd "$work/cluster" || exit 1
    exec "$java" -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work/cluster" "${opens[@]}" \
      -cp "$root/embedded-cluster/target/classes:$(cat "$root/embedded-cluster/target/class-path")" \
      io.flyshuttle.cluster.EmbeddedCluster --work "$work/cluster" --conf "$work/hadoop-conf"
  ) <"$work/cluster.in" >"$work/cluster.out" 2>"$work/cluster.err" &
  cluster_pid=$!
  exec {cluster_in}>"$work/cluster.in"
  while ! grep -q READY "$work/cluster.out" 2>/dev/null; do
    if ! kill -0 "$cluster_pid" 2>/dev/null; then
      { echo; echo "The cluster did not start:"; tail -n 20 "$work/cluster.err"; } >&2
      return 1
    fi
    sleep 0.1
  done
  export HADOOP_CONF_DIR=$work/hadoop-conf
}

put_text() {
  hdfs_directory=hdfs:///tmp/flyshuttle-quickstart-$(id -un)-$$
  file_tool put "$home/resources/shuttle.txt" "$hdfs_directory/shuttle.txt" || { cat "$work/file-tool.err" >&2; return 1; }
}

# session_value PATTERN: the first match in what the session's client has printed.
session_value() { grep -oE "$1" "$work/session.log" 2>/dev/null | head -n 1; }

start_session() {
  quietly session "$home/bin/yarn-session.sh" -d --container 2 --jobManagerMemory 768 --taskManagerMemory 1024 \
    --slots 2 --name flyshuttle-quickstart
  local status=$?
  application=$(session_value 'application_[0-9]+_[0-9]+')
  tracking_url=$(session_value 'https?://[^ ]+')
  return $status
}

run_program() {
  quietly "$1" "$home/bin/flyshuttle" run --session "$application" --class "io.flyshuttle.examples.$1.WordCount" \
    "$home/examples/flyshuttle-examples.jar" --input "$hdfs_directory/shuttle.txt" --output "$hdfs_directory/$1"
}

# The lines are word,count; a stream program writes each count that a word has reached, so the largest is the word's.
most_frequent() {
  file_tool cat "$hdfs_directory/$1" | tr -d '()' |
    awk -F, '$2 + 0 > count[$1] { count[$1] = $2 + 0 } END { for (word in count) print count[word], word }' |
    sort -k1,1nr -k2 | head -n 8 | awk '{ printf "%s %s%s", $2, $1, (NR < 8 ? ", " : "\n") }'
}

stop_session() {
  quietly stop "$home/bin/flyshuttle" stop-session "$application" && application= && rm -f "$work/session.log"
}

end_cluster() { stop_cluster; }

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

find_java
work=$(mktemp -d "${TMPDIR:-/tmp}/flyshuttle-quickstart.XXXXXX")
if [ -z "$(newest_tar)" ] || { [ -z "${HADOOP_CONF_DIR:-}" ] && [ ! -f "$root/embedded-cluster/target/class-path" ]; }; then
  command -v mvn >/dev/null || { echo "error: no Maven found; install Maven 3.8 or later" >&2; exit 2; }
  phase "Building the distribution" build
fi
tar=$(newest_tar)
[ -n "$tar" ] || { echo "error: the build made no distribution in scripts/target" >&2; exit 1; }
phase "Unpacking the distribution" unpack
export FLYSHUTTLE_LOG_DIR=$work/log
phase "Making class data for a fast start" make_class_data
if [ -z "${HADOOP_CONF_DIR:-}" ]; then
  phase "Starting HDFS and YARN" start_cluster
else
  echo "Using the cluster of HADOOP_CONF_DIR=$HADOOP_CONF_DIR"
fi
phase "Putting the text on HDFS" put_text
phase "bin/yarn-session.sh -d" start_session
echo "  application $application"
echo "  tracking URL $tracking_url"
phase "bin/flyshuttle run: WordCount as DataSet" run_program batch
echo "  $hdfs_directory/batch: $(most_frequent batch)"
phase "bin/flyshuttle run: WordCount as DataStream" run_program stream
echo "  $hdfs_directory/stream: $(most_frequent stream)"

if [ -n "$keep" ]; then
  cat <<END

Cluster and session are left up. To go on, in another shell:

  export HADOOP_CONF_DIR=$HADOOP_CONF_DIR
  export FLYSHUTTLE_LOG_DIR=$FLYSHUTTLE_LOG_DIR
  cd $home
  bin/flyshuttle list
  bin/flyshuttle info --class io.flyshuttle.examples.batch.WordCount examples/flyshuttle-examples.jar
  bin/flyshuttle run examples/WordCount.jar     # counts the words of a bundled text
  bin/flyshuttle run --class io.flyshuttle.examples.stream.WordCount examples/flyshuttle-examples.jar \\
    --input $hdfs_directory/shuttle.txt --output $hdfs_directory/again
  bin/flyshuttle log                            # of the ApplicationMaster; log --list names the workers
  bin/flyshuttle stop-session $application
END
  if [ -n "$cluster_pid" ]; then
    # The cluster stops at the end of its input: somebody must hold the other end when this script has gone.
    (trap '' HUP INT; exec sleep infinity) >&"$cluster_in" 2>/dev/null </dev/null &
    holder=$!
    echo "  kill $holder   # stops HDFS and YARN; then: rm -rf $work"
    disown -a
  fi
  exit 0
fi

phase "Stopping the session" stop_session
if [ -n "$cluster_pid" ]; then phase "Stopping HDFS and YARN" end_cluster; fi
echo
echo "Both programs ran in one session; nothing is left behind. Try ./quickstart.sh --keep to look around."
