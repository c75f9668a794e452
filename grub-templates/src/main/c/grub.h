/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the module asks GRUB for, see biosreads.h. The build takes structures and enumerations from the debugging information of
 * exactly the GRUB that loads the module, and compares the declarations of functions here with it.
 */
#ifndef GRUB_H
#define GRUB_H

#include "grub-types.h"

typedef struct grub_command *grub_command_t;
typedef struct grub_disk *grub_disk_t;
typedef struct grub_disk_dev *grub_disk_dev_t;
typedef struct grub_dl *grub_dl_t;
typedef struct grub_file *grub_file_t;
typedef struct grub_named_list *grub_named_list_t;
typedef grub_uint32_t grub_addr_t;
typedef __INT32_TYPE__ grub_ssize_t;

enum { GRUB_DISK_SECTOR_BITS = 9, GRUB_DISK_CACHE_BITS = 6, GRUB_DISK_CACHE_SIZE = 1 << GRUB_DISK_CACHE_BITS };
enum { GRUB_BIOSDISK_FLAG_LBA = 1, GRUB_BIOSDISK_FLAG_CDROM = 2 };
enum { GRUB_CPU_INT_FLAGS_CARRY = 0x1, GRUB_CPU_INT_FLAGS_DEFAULT = 0x200 };
enum { GRUB_MM_ALIGN = sizeof (struct grub_mm_header) };

/* The driver's buffer below 1 MiB, of 36 KiB. */
#define GRUB_MEMORY_MACHINE_SCRATCH_SEG 0x6800
#define GRUB_MEMORY_MACHINE_SCRATCH_ADDR ((grub_addr_t) GRUB_MEMORY_MACHINE_SCRATCH_SEG << 4)

/* GRUB loads no module that does not say that its licence fits. */
#define GRUB_MOD_LICENSE(license)                                                                                               \
	static const char module_license[] __attribute__ ((section (".module_license"), used)) = "LICENSE=" license
#define GRUB_MOD_INIT(name) static __attribute__ ((used)) void grub_mod_init (__attribute__ ((unused)) grub_dl_t module)
#define GRUB_MOD_FINI(name) static __attribute__ ((used)) void grub_mod_fini (void)

extern grub_command_t grub_command_list;
extern grub_disk_dev_t grub_disk_dev_list;
extern grub_err_t grub_errno;
extern grub_uint32_t grub_boot_device, grub_tsc_rate;

void grub_bios_interrupt (grub_uint8_t number, struct grub_bios_int_registers *registers);
grub_uint64_t grub_divmod64 (grub_uint64_t dividend, grub_uint64_t divisor, grub_uint64_t *rest);
const char *grub_env_get (const char *name);
grub_err_t grub_env_set (const char *name, const char *value);
void grub_env_unset (const char *name);
grub_err_t grub_error (grub_err_t error, const char *format, ...);
int grub_error_pop (void);
void grub_error_push (void);
grub_err_t grub_file_close (grub_file_t file);
grub_file_t grub_file_open (const char *name, enum grub_file_type type);
grub_ssize_t grub_file_read (grub_file_t file, void *buffer, grub_size_t size);
grub_off_t grub_file_seek (grub_file_t file, grub_off_t offset);
void grub_free (void *memory);
grub_uint64_t grub_get_time_ms (void);
void *grub_malloc (grub_size_t size);
int grub_memcmp (const void *one, const void *other, grub_size_t size);
void *grub_memmove (void *to, const void *from, grub_size_t size);
void *grub_memset (void *memory, int value, grub_size_t size);
void *grub_named_list_find (grub_named_list_t list, const char *name);
int grub_printf (const char *format, ...);
grub_command_t grub_register_command_prio (
    const char *name, grub_command_func_t function, const char *summary, const char *description, int priority);
int grub_snprintf (char *text, grub_size_t size, const char *format, ...);
int grub_strcmp (const char *one, const char *other);
grub_size_t grub_strlen (const char *text);
int grub_strncmp (const char *one, const char *other, grub_size_t size);
void grub_unregister_command (grub_command_t command);
char *grub_xasprintf (const char *format, ...);

static inline void
grub_memcpy (void *to, const void *from, grub_size_t size)
{
	grub_memmove (to, from, size);
}

static inline grub_command_t
grub_register_command (const char *name, grub_command_func_t function, const char *summary, const char *description)
{
	return (grub_register_command_prio (name, function, summary, description, 0));
}

static inline grub_err_t
grub_command_execute (const char *name, int argc, char **argv)
{
	grub_command_t command = grub_named_list_find ((grub_named_list_t) grub_command_list, name);

	return (command ? command->func (command, argc, argv) : GRUB_ERR_FILE_NOT_FOUND);
}

static inline unsigned char
grub_inb (unsigned short port)
{
	unsigned char value;

	__asm__ volatile ("inb %w1, %b0" : "=a"(value) : "Nd"(port));
	return (value);
}

static inline void
grub_outb (unsigned char value, unsigned short port)
{
	__asm__ volatile ("outb %b0, %w1" : : "a"(value), "Nd"(port));
}

/* The processor's counter, after all that stands before it was carried out (Intel SDM, RDTSC: CPUID waits for that). */
static inline grub_uint64_t
grub_get_tsc (void)
{
	grub_uint32_t low, high;

	__asm__ volatile ("xorl %%eax, %%eax; cpuid; rdtsc" : "=a"(low), "=d"(high) : : "ebx", "ecx");
	return (((grub_uint64_t) high << 32) | low);
}

#endif
