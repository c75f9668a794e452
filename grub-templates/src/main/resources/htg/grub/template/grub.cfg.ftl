<#-- An entry that failed shows the menu anew instead of ending, see the comment in the file itself. -->
<#macro menuAgain indent="">
[=indent]  while true; do
[=indent]    configfile $prefix/grub.cfg
[=indent]  done
</#macro>
# Made by htg: the boot menu for BIOS and UEFI. The next build replaces it.
# Only commands that Debian's signed GRUB has built in: under Secure Boot it loads no others.
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

# When an entry ends, GRUB starts whatever is loaded, even a kernel without its ramdisk. So no entry ever ends: it
# boots, or it says what failed and shows the menu anew. (No function does this: one that runs cannot be read again.)
<#list entries as entry>

<#switch entry.kind>
<#case "linux">
<#if entry.onlyWith??>
if [ -f [=entry.onlyWith] ]; then
</#if>
<#if (entry.upgrades!"") == defaultId>
set default=[=entry.id]
</#if>
menuentry [=entry.title] --id [=entry.id] {
<#if entry.instead??>
  set htg_set=[=entry.folder]
  if [ -f [=entry.instead] ]; then
    set htg_set=[=entry.upgradedFolder]
  fi
</#if>
  set htg_step="linux [=entry.kernel]"
  echo "Loading [=entry.kernel] ..."
  if linux [=entry.kernel] [=entry.arguments] htg.stick=$htg_stick; then
    set htg_step="initrd [=entry.ramdisks?join(" ")]"
<#list entry.ramdisks as ramdisk>
    echo "Loading [=ramdisk] ..."
</#list>
    if initrd [=entry.ramdisks?join(" ")]; then
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
  echo -n -e "\nHTG-STAGE kernel fail $htg_step\n"
  echo 'This file could not be loaded or started: it is missing or damaged, the stick'
  echo 'does not read well on this port, or the machine has too little memory for it.'
  echo 'Try once more, then another USB port; then write the stick anew.'
  echo 'The menu comes back in 30 seconds, with Esc at once.'
  sleep --interruptible 30
<@menuAgain/>
}
<#if entry.onlyWith??>
fi
</#if>
<#break>
<#case "firmware-setup">
if [ "$grub_platform" = efi ]; then
  if fwsetup --is-supported; then
    menuentry [=entry.title] --id [=entry.id] {
      fwsetup
<@menuAgain indent="    "/>
    }
  fi
fi
<#break>
<#case "power-off">
menuentry [=entry.title] --id [=entry.id] {
  halt
<@menuAgain/>
}
<#break>
</#switch>
</#list>

echo -n -e '\nHTG-STAGE grub start\n'
