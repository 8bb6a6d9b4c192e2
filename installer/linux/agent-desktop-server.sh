#!/bin/sh
# The server of this machine: its settings, where its data are, are in a file of its own.
set -e
program=/usr/lib/agent-desktop-server/agent-desktop-server
case "${1-}" in
server | admin)
	command=$1
	shift
	exec "$program" "$command" --settings /etc/agent-desktop-server/ect.ini "$@"
	;;
*) exec "$program" "$@" ;;
esac
