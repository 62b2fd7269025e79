#!/usr/bin/env bash
# Starts a session on YARN. See --help; bin/flyshuttle stop-session ends it.
set -u
self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in /*) self=$target ;; *) self=$(dirname "$self")/$target ;; esac
done
. "$(dirname "$self")/config.sh"
case " $* " in *" --help "* | *" -h "* | *" --version "*) ;; *)
  for role in client appmaster worker; do
    if [ ! -f "$FLYSHUTTLE_DERIVED_DIR/$role.jsa" ] && [ -f "$FLYSHUTTLE_HOME/tools/class-lists/$role.classlist" ]; then
      # once per installation and JDK; this start does not wait, later ones are faster
      (dump_class_data client appmaster worker </dev/null >/dev/null 2>&1 &)
      break
    fi
  done ;;
esac
run_client log4j-yarn-session.properties "flyshuttle-$(id -un)-yarn-session" session "$@"
