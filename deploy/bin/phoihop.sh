#!/bin/sh
# The version in use, on this installation's data.
PHOIHOP_HOME=${PHOIHOP_HOME:-@HOME@}
export PHOIHOP_HOME
exec "@PREFIX@/current/bin/phoihop" "$@"
