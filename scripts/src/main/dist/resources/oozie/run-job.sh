#!/usr/bin/env bash
# What the workflow's shell action runs. Standard output is captured as properties by Oozie: job.id, job.status.
# -sae: when the action is killed, the job is cancelled; Oozie gives 250 ms between SIGTERM and SIGKILL.
set -u
exec "$FLYSHUTTLE_HOME_DIR/bin/flyshuttle" run -sae -p 4 job.jar --day "$1"
