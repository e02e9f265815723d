# Runs the command above in a process group of its own, outlives the server, and writes down how the command ends.
#
# stdin is /dev/null, stderr is the attempt's file. stdout is a pipe to the server, for one line: "started"; "taken" when
# another launch was faster; "failed WHY". The server starts this as the leader of a new session, with bash -p, so that
# BASH_ENV works for the command and not here; or it has a shell run it that was started so and waits.

child= interrupted=
# What a terminal or a shutdown sends must not end this shell: it has to see the command's end. Handlers, other than
# ignored signals, are not passed on to the command. PIPE: the server may die while the line to it is written.
trap 'interrupted=1' HUP INT QUIT PIPE
trap 'interrupted=1; [ -n "$child" ] && kill -TERM -- "-$child"' TERM

fail() {
  printf 'failed %s\n' "$1"
  exit 126
}

set_millis() {
  millis=${EPOCHREALTIME//[!0-9]/}
  if [ -n "$millis" ]; then millis=${millis%???}; else millis=$(date +%s)000; fi # bash before 5 has no such variable
}

# The time since the machine was started, in hundredths of a second, where there is a /proc. Nobody can set it, other than the time of day.
set_uptime() {
  uptime=
  read -r uptime _ </proc/uptime
  uptime=${uptime//./}
}

cd -- "$code" || fail "cannot enter the code directory $code"
exec 3>&2 2>/dev/null
exec 4>>"$attempt/stdout" || fail "cannot write $attempt/stdout"

# Where there is a /proc: what tells this process from another one that gets its number later, see proc(5).
boot= ticks=
if read -r boot </proc/sys/kernel/random/boot_id && read -r stat <"/proc/$$/stat"; then
  set -- ${stat##*) }
  ticks=${20}
fi

# The claim. With noclobber the file is opened exclusively: of any number of launches one gets beyond this point.
set -C
if ! exec 5>"$attempt/process"; then
  [ -e "$attempt/process" ] || fail "cannot write $attempt/process"
  printf 'taken\n'
  exit 0
fi
set +C
set_millis
set_uptime
if ! printf 'pid=%s started=%s boot=%s ticks=%s uptime=%s\n' "$$" "$millis" "$boot" "$ticks" "$uptime" >&5; then
  rm -f -- "$attempt/process"
  fail "cannot write $attempt/process (is the disk full?)"
fi
exec 5>&-
printf 'started\n'
exec >/dev/null

# The trial's directory for what it goes on from: what an earlier attempt left stays. It appears as a whole, so that a copy that
# was cut short is none. The copy is made in the command's process group: it may take long, and is ended with it.
prepare() {
  [ -z "$checkpoint" ] || [ -d "$checkpoint" ] && return
  rm -rf -- "$attempt/checkpoint.part" || return
  if [ -d "$parent" ]; then
    cp -R -p -- "$parent" "$attempt/checkpoint.part" || return
  else
    mkdir -p -- "$attempt/checkpoint.part" || return
  fi
  mv -- "$attempt/checkpoint.part" "$checkpoint"
}

# Job control gives the command its own process group. It is off again before "wait", which otherwise would return when
# somebody stops the command for a while (SIGSTOP).
set -m
{ prepare && exec "$BASH" -c "$command"; } >&4 2>&3 3>&- 4>&- &
child=$!
set +m
exec 3>&- 4>&-

# Whether "wait" told a stop (128 and the number of SIGSTOP or a like one) and no end: so it does when the command was stopped before
# job control was off again. There is nothing to wait for then, other than for the end.
is_stopped() {
  case $result in
    14[5-9] | 150) kill -0 "$child" && sleep 0.1 ;;
    *) false ;;
  esac
}

# A signal interrupts "wait"; bash remembers the command's exit code for the next one.
while
  interrupted=
  wait "$child"
  result=$?
  [ -n "$interrupted" ] || is_stopped
do :; done

# One short write. The uptime tells whether this or the server's decision to kill the command came first. Nobody reads the file before this process is gone, and then only a complete line counts.
set_uptime
set_millis
printf 'code=%s ended=%s uptime=%s\n' "$result" "$millis" "$uptime" >"$attempt/exit"

# What the command left running in its group ends with it. When the server is killing the attempt, that is its business:
# it knows the grace period.
if [ ! -e "$attempt/kill" ] && kill -TERM -- "-$child"; then
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    sleep 0.1
    kill -0 -- "-$child" || break
  done
  kill -KILL -- "-$child"
fi
exit "$result"
