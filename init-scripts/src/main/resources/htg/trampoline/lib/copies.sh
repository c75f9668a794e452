# shellcheck shell=sh
# Copies of the stick that were not chosen (see twins.sh), and may be needed after all.

# htg_recall_copies
# Makes members again of all copies when one that was chosen instead of them is gone.
htg_recall_copies() {
    local pair
    for pair in ${HTG_KEPT-}; do
        htg_read_sequence "${pair%:*}"
        if [ "${HTG_SEQUENCE}" != "${pair##*:}" ]; then
            htg_readmit_copies
            return
        fi
    done
}

# htg_readmit_copies
# Makes members again of the copies that were not chosen, as far as they are still there.
htg_readmit_copies() {
    local file sequence='' words=''
    HTG_LED='' HTG_CHOICE='' HTG_KEPT=''
    for file in "${HTG_RUN}"/copies/*; do
        read -r sequence words 2>/dev/null <"${file}" || continue
        htg_read_sequence "${file##*/}"
        [ "${sequence}" != "${HTG_SEQUENCE}" ] || htg_judge "${file##*/}" member "${words}"
        htg_run rm "${file}"
    done
}
