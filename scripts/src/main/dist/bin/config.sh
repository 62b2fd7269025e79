#!/usr/bin/env bash
# Common part of the scripts: finds the installation, Java, Hadoop's configuration and a log directory. Sourced.

# fail MESSAGE: one line like those of the client, and the status of a command line or setting that does not work.
fail() { echo "error 1004 INVALID_OPTION: $*" >&2; exit 2; }

# The installation is where this file really lies, however it was called.
self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in /*) self=$target ;; *) self=$(dirname "$self")/$target ;; esac
done
FLYSHUTTLE_HOME=$(cd "$(dirname "$self")/.." && pwd -P)
FLYSHUTTLE_CONF_DIR=${FLYSHUTTLE_CONF_DIR:-$FLYSHUTTLE_HOME/conf}
export FLYSHUTTLE_HOME FLYSHUTTLE_CONF_DIR

# setting KEY: its value in conf/flyshuttle.yaml, empty if there is none.
setting() {
  local file=$FLYSHUTTLE_CONF_DIR/flyshuttle.yaml line value=
  [ -r "$file" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in "$1:"*)
      value=${line#"$1:"}
      value=${value%%[[:space:]]#*}
      value=${value#"${value%%[![:space:]]*}"}
      value=${value%"${value##*[![:space:]]}"}
      case $value in \"*\") value=${value#\"}; value=${value%\"} ;; \'*\') value=${value#\'}; value=${value%\'} ;; esac
    esac
  done <"$file"
  printf '%s' "$value"
}

# Java: env.java.home, else JAVA_HOME, else the one on the path.
java_home=$(setting env.java.home)
if [ -n "$java_home" ]; then
  [ -x "$java_home/bin/java" ] || fail "env.java.home in $FLYSHUTTLE_CONF_DIR/flyshuttle.yaml names $java_home, which has no bin/java"
elif [ -n "${JAVA_HOME:-}" ]; then
  java_home=$JAVA_HOME
  [ -x "$java_home/bin/java" ] || fail "JAVA_HOME names $java_home, which has no bin/java"
else
  java=$(command -v java) || fail "no Java found: install a JDK 17, and set JAVA_HOME or env.java.home in conf/flyshuttle.yaml"
  java_home=$(cd "$(dirname "$(readlink -f "$java")")/.." && pwd -P)
fi
JAVA=$java_home/bin/java

# Hadoop's configuration: fs.hdfs.hadoopconf, else what Hadoop's own scripts look at.
hadoop_conf=$(setting fs.hdfs.hadoopconf)
if [ -z "$hadoop_conf" ]; then
  for candidate in "${HADOOP_CONF_DIR:-}" "${YARN_CONF_DIR:-}" "${HADOOP_HOME:+$HADOOP_HOME/etc/hadoop}" /etc/hadoop/conf; do
    if [ -n "$candidate" ] && [ -f "$candidate/core-site.xml" ]; then hadoop_conf=$candidate; break; fi
  done
fi
[ -z "$hadoop_conf" ] || export HADOOP_CONF_DIR=$hadoop_conf

# A place for logs: made here, so that nobody has to.
FLYSHUTTLE_LOG_DIR=${FLYSHUTTLE_LOG_DIR:-$FLYSHUTTLE_HOME/log}
if ! mkdir -p "$FLYSHUTTLE_LOG_DIR" 2>/dev/null || [ ! -w "$FLYSHUTTLE_LOG_DIR" ]; then
  FLYSHUTTLE_LOG_DIR=${HOME:-/tmp}/.flyshuttle/log
  mkdir -p "$FLYSHUTTLE_LOG_DIR" 2>/dev/null || { FLYSHUTTLE_LOG_DIR=${TMPDIR:-/tmp}/flyshuttle-log-$(id -u); mkdir -p "$FLYSHUTTLE_LOG_DIR"; }
fi
export FLYSHUTTLE_LOG_DIR

# The class path, spelled the same each time: class-data archives depend on it.
CLIENT_CLASSPATH=
CONTAINER_CLASSPATH=
for jar in "$FLYSHUTTLE_HOME"/lib/*.jar; do
  CLIENT_CLASSPATH=$CLIENT_CLASSPATH:$jar
  CONTAINER_CLASSPATH=$CONTAINER_CLASSPATH:engine/lib/${jar##*/}
done
CLIENT_CLASSPATH=${CLIENT_CLASSPATH#:}
CONTAINER_CLASSPATH=${CONTAINER_CLASSPATH#:}
[ -e "$jar" ] || fail "$FLYSHUTTLE_HOME/lib holds no jars: the installation is not complete"

# Class-data archives belong to one JDK and one set of jars; both are in the directory's name.
derived=$FLYSHUTTLE_HOME/lib/class-data
if ! mkdir -p "$derived" 2>/dev/null || [ ! -w "$derived" ]; then
  derived=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/flyshuttle/class-data
fi
stamp=$(cat "$java_home/release" 2>/dev/null; ls -lL --time-style=+%s "$FLYSHUTTLE_HOME"/lib/*.jar "$FLYSHUTTLE_HOME"/tools/class-lists/ 2>/dev/null)
key=$(printf '%s' "$stamp" | cksum)
FLYSHUTTLE_DERIVED_DIR=$derived/${key// /-}
export FLYSHUTTLE_DERIVED_DIR

# dump_class_data ROLE...: makes the archives of the given roles that do not exist. Silent; the log tells.
dump_class_data() {
  local role list work pids=
  mkdir -p "$FLYSHUTTLE_DERIVED_DIR" 2>/dev/null || return 0
  for role in "$@"; do
    list=$FLYSHUTTLE_HOME/tools/class-lists/$role.classlist
    [ -f "$list" ] && [ ! -f "$FLYSHUTTLE_DERIVED_DIR/$role.jsa" ] || continue
    # one at a time: who cannot make the directory leaves it to the one who could, unless that one is long gone
    find "$FLYSHUTTLE_DERIVED_DIR/$role.making" -maxdepth 0 -mmin +10 -exec rm -rf {} + 2>/dev/null
    mkdir "$FLYSHUTTLE_DERIVED_DIR/$role.making" 2>/dev/null || continue
    (
      work=$FLYSHUTTLE_DERIVED_DIR/$role.making
      trap 'rm -rf "$work"' EXIT
      if [ "$role" = client ]; then classpath=$CLIENT_CLASSPATH; else
        # containers see the jars as engine/lib/...; the archive must have been made with these very names
        ln -s "$FLYSHUTTLE_HOME" "$work/engine"; cd "$work"; classpath=$CONTAINER_CLASSPATH
      fi
      nice -n 10 "$JAVA" -Xshare:dump -XX:+UseG1GC -XX:SharedClassListFile="$list" -XX:SharedArchiveFile="$work/$role.jsa" -cp "$classpath" \
        >"$FLYSHUTTLE_LOG_DIR/class-data-$role.log" 2>&1 && mv "$work/$role.jsa" "$FLYSHUTTLE_DERIVED_DIR/$role.jsa"
    ) </dev/null >/dev/null 2>&1 &
    pids="$pids $!"
  done
  [ -z "$pids" ] || wait $pids
}

# run_client LOG4J_FILE NAME ARGUMENT...: replaces the shell by the client's JVM.
run_client() {
  local log4j=$1 name=$2; shift 2
  local options collector=-XX:+UseSerialGC
  options="$(setting env.java.opts) $(setting env.java.opts.client)"
  case $options in *-XX:+Use*GC*) collector= ;; esac
  # shellcheck disable=SC2086  # options are words
  # log4j.level: of the time before the log settings are read, when errors would go to standard output
  # ArchiveRelocationMode=0: JDKs move the archive to a random address unless told otherwise, which copies all of it
  local shared=()
  [ ! -f "$FLYSHUTTLE_DERIVED_DIR/client.jsa" ] || shared=(-XX:SharedArchiveFile="$FLYSHUTTLE_DERIVED_DIR/client.jsa")
  exec "$JAVA" -XX:TieredStopAtLevel=1 $collector -Xshare:auto ${shared[@]+"${shared[@]}"} \
    -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
    -Xms24m -XX:-UsePerfData -Dslf4j.internal.verbosity=ERROR -Dorg.apache.logging.log4j.level=OFF \
    -Dlog4j2.configurationFile="$FLYSHUTTLE_CONF_DIR/$log4j" -Dflyshuttle.log.file="$FLYSHUTTLE_LOG_DIR/$name.log" \
    $options ${FLYSHUTTLE_CLIENT_OPTIONS:-} \
    -cp "$CLIENT_CLASSPATH${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}" io.flyshuttle.session.cli.Main "$@"
}
