# The examples of every pack that comes along hold, and check has nothing to say of four of them.
for pack in std world; do $GIMLET check $pack >/dev/null 2>&1; echo "$pack: exit $?"; done
for pack in five_eyes alliances due_diligence bosai; do $GIMLET check $pack --strict >/dev/null 2>&1; echo "$pack, strict: exit $?"; done
