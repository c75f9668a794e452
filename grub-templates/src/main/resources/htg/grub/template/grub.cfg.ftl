<#include "bios-reads.ftl">
<#-- Nothing but layout: what an entry needs, and what it says, is in htg.grub.menu. -->
<#macro menuAgain indent="  ">
[=indent]while true; do
[=indent]  configfile $prefix/grub.cfg
[=indent]done
</#macro>
<#macro failed>
  htg_failed "$htg_step"
<@menuAgain/>
}
</#macro>
<#-- What the next start does by itself: written only when it changes, and when all files have been read. -->
<#macro remember entry indent>
<#if entry.remembered??>
[=indent]if [ "$htg_default" != [=entry.id] ]; then
[=indent]  set saved_entry=[=entry.remembered]
[=indent]  if save_env saved_entry; then
[=indent]    true
[=indent]  fi
[=indent]fi
</#if>
</#macro>
<#macro head entry>
menuentry [=entry.title]<#if entry.needs??>"$htg_note_[=entry.needs]"</#if> --id [=entry.id] {
<#if entry.needs??>
  if [ -n "$htg_lacks_[=entry.needs]" -a -z "$htg_anyway" ]; then
    htg_explain "$htg_lacks_[=entry.needs]"
<@menuAgain indent="    "/>
  fi
</#if>
<#if entry.instead??>
  set htg_set=[=entry.folder]
  if [ -f [=entry.instead] ]; then
    set htg_set=[=entry.upgradedFolder]
  fi
</#if>
</#macro>
# Made by htg: the boot menu for BIOS and UEFI. The next build replaces it.
# Only commands that Debian's signed GRUB has built in: under Secure Boot it loads no others. (Xen's is loaded, without.)
<#if serialUnit??>
if serial --unit=[=serialUnit] --speed=[=serialSpeed]; then
  terminal_input console serial
  terminal_output console serial
fi
</#if>
# Copies of a stick differ only in a token, which is in front of the disk's first partition: two blocks of 512 bytes.
if regexp --set=1:htg_disk '^([^,]+)' "$root"; then
  if load_env --file="($htg_disk)1984+2" htg_stick; then
    true
  fi
fi
set default=[=defaultId]
set timeout_style=menu
set timeout=[=timeout]
<@tuneFunction/>
# What was chosen last time. Nothing is remembered on a stick that cannot be written.
if load_env saved_entry; then
  true
fi

# What this machine is. It has the memory that SMBIOS tells of, if that is in one piece, else enough.
set htg_secure_boot=
if [ "$lockdown" = y ]; then
  set htg_secure_boot=on
elif [ "$shim_lock" = y ]; then
  set htg_secure_boot=on
fi
set htg_kibibyte=2147483647
if smbios --type 19 --get-dword 8 --set htg_kibibyte; then
  # Where it seems to be too little, GRUB looks for a second piece, and prints an error if there is none.
  if [ "$htg_kibibyte" -lt [=mostMemory] ]; then
    if smbios --type 19 --match 2 --get-dword 8 --set htg_kibibyte; then
      set htg_kibibyte=2147483647
    fi
  fi
fi
<#list needs as kind>
set htg_lacks_[=kind.name]=
set htg_note_[=kind.name]=
<#list kind.all as need>
<#switch need.check>
<#case "long-mode">
if ! cpuid -l; then
<#break>
<#case "secure-boot-off">
if [ -n "$htg_secure_boot" ]; then
<#break>
<#case "memory">
if [ "$htg_kibibyte" -lt [=need.lastKibibyte] ]; then
<#break>
</#switch>
  set htg_lacks_[=kind.name]=[=kind.name]-[=need.word]
  set htg_note_[=kind.name]='[=need.note]'
fi
</#list>
</#list>

function htg_wait {
  echo 'The menu comes back in 30 seconds, with Esc at once.'
  sleep --interruptible 30
}

# Args: what the machine lacks.
function htg_explain {
  echo -n -e "\nHTG-STAGE kernel fail not on this machine: $1\n"
<#list advice as one>
  if [ "$1" = [=one.lack] ]; then
<#list one.lines as line>
    echo [=line]
</#list>
  fi
</#list>
  echo 'To try it all the same: c, then set htg_anyway=1, then Esc, and choose.'
  htg_wait
}

# Args: the command that failed.
function htg_failed {
  echo -n -e "\nHTG-STAGE kernel fail $1\n"
  echo 'This file could not be loaded or started: it is missing or damaged, the stick'
  echo 'does not read well on this port, or the machine has too little memory for it.'
  echo 'Try once more, then another USB port; then write the stick anew.'
  htg_wait
}

# When an entry ends, GRUB starts whatever is loaded, even a kernel without its ramdisk. So no entry ever ends: it
# boots, or it says what failed and shows the menu anew. (No function does that: one that runs cannot be read again.)
<#list entries as entry>

<#assign files=entry.onlyWith!entry.hiddenWithout![]>
<#if files?has_content>
if [ -f [=files?join(" -a -f ")] ]; then
</#if>
<#if entry.upgrades??>
if [ "$default" = [=entry.upgrades] ]; then
  set default=[=entry.id]
fi
<#elseif entry.remembered??>
if [ "$saved_entry" = [=entry.id] ]; then
  set default=[=entry.id]
fi
</#if>
<#switch entry.kind>
<#case "linux">
<@head entry/>
<@tuneReads entry.kernel/>
  set htg_step="linux [=entry.kernel]"
  echo "Loading [=entry.kernel] ..."
  if linux [=entry.kernel] [=entry.arguments] htg.stick=$htg_stick; then
    set htg_step="initrd [=entry.ramdisks?join(" ")]"
<#list entry.ramdisks as ramdisk>
    echo "Loading [=ramdisk] ..."
</#list>
    if initrd [=entry.ramdisks?join(" ")]; then
<@remember entry "      "/>
      set htg_step="boot [=entry.kernel]"
      echo -n -e '\nHTG-STAGE kernel start\n'
      boot
<#if entry.ramdisks?size gt 1>
    else
      # Which of them? If each can be read, they are too much for the memory together.
<#list entry.ramdisks as ramdisk>
      if ! initrd [=ramdisk]; then
        set htg_step="initrd [=ramdisk]"
      fi
</#list>
</#if>
    fi
  fi
<@failed/>
<#break>
<#case "xen">
<@head entry/>
<@tuneReads entry.kernel/>
  set htg_xen_firmware=
  if [ "$grub_platform" = efi ]; then
    set htg_xen_firmware='no-real-mode edd=off'
  fi
  # Xen is packed, and GRUB unpacks what it reads when it has learnt how.
  set htg_step="insmod gzio multiboot2"
  if insmod gzio; then
    if insmod multiboot2; then
      set htg_step="multiboot2 [=entry.hypervisor]"
      echo "Loading [=entry.hypervisor] ..."
      if multiboot2 [=entry.hypervisor] [=entry.options] $htg_xen_firmware; then
        set htg_step="module2 [=entry.kernel]"
        echo "Loading [=entry.kernel] ..."
        if module2 [=entry.kernel] BOOT_IMAGE=[=entry.kernel] [=entry.arguments] htg.stick=$htg_stick; then
          set htg_step="module2 [=entry.ramdisks[0]]"
          echo "Loading [=entry.ramdisks[0]] ..."
          if module2 --nounzip [=entry.ramdisks[0]]; then
<@remember entry "            "/>
            set htg_step="boot [=entry.hypervisor]"
            echo -n -e '\nHTG-STAGE kernel start\n'
            boot
          fi
        fi
      fi
    fi
  fi
<@failed/>
<#break>
<#case "memory-test">
<@head entry/>
  set htg_file=[=entry.bios]
  if [ "$grub_platform" = efi ]; then
    set htg_file=[=entry.uefi]
  elif ! cpuid -l; then
    set htg_file=[=entry.bios32]
  fi
  set htg_step="linux $htg_file"
  echo "Loading $htg_file ..."
  if linux $htg_file<#if serialConsole??> [=serialConsole]</#if>; then
    set htg_step="boot $htg_file"
    boot
  fi
<@failed/>
<#break>
<#case "firmware-setup">
<@safeReads/>
if [ "$grub_platform" = efi ]; then
  if fwsetup --is-supported; then
    menuentry [=entry.title] --id [=entry.id] {
      fwsetup
<@menuAgain indent="      "/>
    }
  fi
fi
<#break>
<#case "power-off">
<@head entry/>
  halt
<@menuAgain/>
}
<#break>
</#switch>
<#if files?has_content>
fi
</#if>
</#list>

# What cannot work on this machine is not started by itself. If nothing can work, nobody is hurried.
set htg_lacks=
<#list entries as entry>
<#if entry.remembered??>
if [ "$default" = [=entry.id] ]; then
  set htg_lacks="$htg_lacks_[=entry.needs]"
fi
</#if>
</#list>
if [ -n "$htg_lacks" ]; then
  set timeout=-1
<#list entries?reverse as entry>
<#if entry.remembered?? && !entry.onlyWith??>
  if [ -z "$htg_lacks_[=entry.needs]"<#if entry.hiddenWithout??> -a -f [=entry.hiddenWithout?join(" -a -f ")]</#if> ]; then
    set default=[=entry.id]
    set timeout=[=timeout]
  fi
</#if>
</#list>
fi

# GRUB forgets its own variable when it starts an entry.
set htg_default="$default"
echo -n -e '\nHTG-STAGE grub start\n'
