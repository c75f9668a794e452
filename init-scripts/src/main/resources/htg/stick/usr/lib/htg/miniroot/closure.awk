# Chooses the modules of a miniroot. The image builder does the same in Java (htg.miniroot); a test compares the two.
#
# Usage: awk -f closure.awk -v out=FOLDER -v own=TYPE DRIVERS/*/* modules.builtin modules.softdep modules.dep modules.alias
# TYPE is that of the root pool. Writes FOLDER/{modules.dep,modules.alias,pool,rescue,tiers}; prints each module's tier (the
# stem of its file) and path. Exit status 1: one is missing.

function name(path) {
    sub(/.*\//, "", path); sub(/\.ko.*/, "", path)
    gsub(/-/, "_", path)
    return path
}

# Hard and soft dependencies of a module, itself left out; the soft ones that are modules must be there before it.
function dependencies(module, found,    words, i, n, other) {
    n = split(hard[module] " " soft[module], words, " ")
    for (i = 1; i <= n; i++) {
        other = name(words[i])
        if (!(other in path) || other in found) continue
        found[other] = 1
        dependencies(other, found)
    }
}

function include(module, list,    words, i, n, m, providers, k) {
    if ((module, list) in chosen) return
    chosen[module, list] = 1
    if (!(module in tiers) || tiers[module] > tier[list]) tiers[module] = tier[list]
    if (roles[list] != "rescue") automatic[module] = 1
    n = split(hard[module] " " soft[module], words, " ")
    for (i = 1; i <= n; i++) {
        if (name(words[i]) in path) { include(name(words[i]), list); continue }
        m = split(provider[words[i]], providers, " ")
        for (k = 1; k <= m; k++) if (providers[k] in path) include(providers[k], list)
    }
}

function depth(module,    found, other, count) {
    if (!(module in depths)) {
        dependencies(module, found)
        delete found[module]
        for (other in found) count++
        depths[module] = count + 0
    }
    return depths[module]
}

# The line of modules.dep: what depends on most comes first, for modprobe loads from the end.
function dependency_line(module,    found, other, sorted, n, i, k, line) {
    dependencies(module, found)
    delete found[module]
    for (other in found) {
        for (i = n++; i > 0 && (depth(sorted[i]) < depth(other) || depth(sorted[i]) == depth(other) && sorted[i] > other); i--)
            sorted[i + 1] = sorted[i]
        sorted[i + 1] = other
    }
    line = path[module] ":"
    for (k = 1; k <= n; k++) line = line " " path[sorted[k]]
    return line
}

FILENAME ~ /modules\.builtin$/ { builtin[name($1)] = 1; next }
FILENAME ~ /modules\.softdep$/ {
    mode = ""
    for (i = 3; $1 == "softdep" && i <= NF; i++)
        if ($i ~ /:$/ && $i !~ /:./) mode = $i
        else if (mode == "pre:") soft[name($2)] = soft[name($2)] " " $i
    next
}
FILENAME ~ /modules\.dep$/ {
    module = name(substr($1, 1, length($1) - 1))
    file[module] = substr($1, 1, length($1) - 1)
    path[module] = file[module]; sub(/\.ko.*/, ".ko", path[module])
    for (i = 2; i <= NF; i++) hard[module] = hard[module] " " $i
    next
}
FILENAME ~ /modules\.alias$/ {
    if ($1 != "alias") next
    provider[$2] = provider[$2] " " name($3)
    aliases[++alias_count] = $0; aliased[alias_count] = name($3)
    next
}
!/^#/ && NF {
    role = FILENAME; sub(/\/[^\/]*$/, "", role); sub(/.*\//, "", role)
    type = FILENAME; sub(/.*\//, "", type); sub(/\.list$/, "", type)
    lists[++list_count] = $0; roles[list_count] = role
    tier[list_count] = role == "buses" ? 2 : (role == "pool" || role == "asked") && type != own ? 3 : 1
}

END {
    stems[1] = "miniroot"; stems[2] = "buses"; stems[3] = "rescue"
    for (i = 1; i <= list_count; i++) {
        n = split(lists[i], words, " "); line = ""
        for (k = 1; k <= n; k++) {
            optional = sub(/\?$/, "", words[k]) || tier[i] == 3
            module = name(words[k])
            if (module in path) { include(module, i); line = line " " words[k] }
            else if (!(module in builtin) && !optional) { print "no module " words[k] " in this kernel" > "/dev/stderr"; missing = 1 }
        }
        if ((roles[i] == "pool" && tier[i] == 1 || roles[i] == "rescue") && line != "") print substr(line, 2) > (out "/" roles[i])
    }
    if (missing) exit 1
    for (module in tiers) {
        print stems[tiers[module]], file[module]
        print dependency_line(module) | ("LC_ALL=C sort >" out "/modules.dep")
        if (tiers[module] > 1) print module, stems[tiers[module]] | ("LC_ALL=C sort >" out "/tiers")
    }
    for (i = 1; i <= alias_count; i++) if (aliased[i] in automatic) print aliases[i] > (out "/modules.alias")
}
