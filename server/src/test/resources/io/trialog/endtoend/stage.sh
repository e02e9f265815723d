# What the bash trials of the tests share.

number=$TRIALOG_TRIAL_NUMBER

mark() { : >"$1"; }

wait_for() { until [ -e "$1" ]; do sleep 0.02; done; }

printf '%s %s %s\n' "$number" "$TRIALOG_ATTEMPT" "$$" >>starts
