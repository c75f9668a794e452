<#-- How a BIOS is asked for the boot files. The module biosreads is in the BIOS core image, unless reads are "stock". -->
<#macro tuneFunction>
<#if reads != "stock">

# Args: a file that is read next. From then on a BIOS is asked for blocks of the size that suits it, see htg-boot(7).
function htg_tune_reads {
  if [ "$grub_platform" = pc ]; then
    if [ "$htg_reads" = safe ]; then
      bios_reads stock/4K
    else
<#if reads == "auto">
      bios_tune $1 $prefix/bios.env
<#else>
      bios_reads [=reads]
</#if>
    fi
  fi
}
</#if>
</#macro>
<#macro tuneReads file>
<#if reads != "stock">
  htg_tune_reads [=file]
</#if>
</#macro>
<#-- Whatever is started after it is read this way. -->
<#macro safeReads>
<#if reads != "stock">
if [ "$grub_platform" = pc ]; then
  if [ "$htg_reads" = safe ]; then
    set htg_safe_reads="Safe BIOS reads (on: choose what to start)"
  else
    set htg_safe_reads="Safe BIOS reads (slow, for a machine that misreads the stick)"
  fi
  menuentry "$htg_safe_reads" --id safe-reads {
    set htg_reads=safe
    export htg_reads
    bios_reads stock/4K
<@menuAgain indent="  "/>
  }
fi

</#if>
</#macro>
