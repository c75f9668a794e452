#!/bin/sh
# bench: rebuild         building again with nothing changed, and with another host name
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-3}
image=$work/htg.img
fetch_packages
milliseconds "$HTG" build -o "$image" >/dev/null
same='' renamed=''
for run in $(seq "$runs"); do
    same="$same $(milliseconds "$HTG" build -o "$image")"
    renamed="$renamed $(milliseconds "$HTG" build -o "$work/renamed.img" --set "access.hostname=bench$$-$run")"
done
# shellcheck disable=SC2086 # lists of numbers
{
    figure 'rebuild, nothing changed' "$(median $same)" ms 3000
    figure 'rebuild, another host name' "$(median $renamed)" ms 15000
}
