# tests/cli/lib.sh - what the tests of the program say things with. Each test runs with -eu, in an empty folder.

# Runs the program; its output is in out, its messages in err, its exit status in status.
dragoman() {
    status=0
    "$DRAGOMAN" "$@" >out 2>err || status=$?
}

die() {
    echo "$*"
    for f in out err; do
        [ ! -s "$f" ] || { echo "-- $f:"; head -c 1000 "$f"; echo; }
    done
    exit 1
}

# exits N: the last run's status.
exits() {
    [ "$status" -eq "$1" ] || die "the exit status is $status, should be $1"
}

# has FILE TEXT..., lacks FILE TEXT...: each text stands in the file, or none.
has() {
    file=$1
    shift
    for text; do
        grep -q -F -e "$text" "$file" || die "$file has no \"$text\""
    done
}
lacks() {
    file=$1
    shift
    for text; do
        ! grep -q -F -e "$text" "$file" || die "$file has \"$text\""
    done
}

# lines FILE N: so many lines stand in it.
lines() {
    n=$(wc -l <"$1")
    [ "$n" -eq "$2" ] || die "$1 has $n lines, should have $2"
}

empty() {
    [ ! -s "$1" ] || die "$1 is not empty"
}

same() {
    cmp "$1" "$2" || die "$1 and $2 differ"
}

# holds FILE EXPRESSION: true of every JSON object in the file, of which there is one at least.
holds() {
    jq -e -s "length > 0 and all(.[]; $2)" "$1" >/dev/null || die "not so of $1: $2"
}

# The long options that a command's help tells, without dashes.
options_of() {
    "$DRAGOMAN" "$1" --help | sed -n 's/^  \(-.,\|   \) --\([a-z-]*\)\([ [].*\)*$/\2/p'
}

# The weights and tables are built apart from the program: without them, what needs them cannot be tested.
needs_model() {
    printf 'A test.' | "$DRAGOMAN" code >model.out 2>model.err && return
    if grep -q -e ' is not in ' -e ' is neither ' model.err; then
        tail -n 1 model.err
        exit 77
    fi
    cat model.err
    exit 1
}

# A story that every format's tests can use.
story() {
    cat <<'EOF'
Border crossing reopens after nine weeks
By Mira Tolen
Friday, March 13, 2026

The governments of Ukraine and Poland agreed on Friday to reopen the crossing, officials said.
At least 12 soldiers were killed near Kharkiv on Thursday, according to the regional governor.
EOF
}
