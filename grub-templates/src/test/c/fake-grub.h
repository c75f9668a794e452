/*
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As much of GRUB as the module biosreads asks for, so that it runs as a program against a BIOS that is simulated:
 * fake-grub.c is GRUB, bios-model.c the BIOS.
 */
#ifndef FAKE_GRUB_H
#define FAKE_GRUB_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint16_t grub_uint16_t;
typedef uint32_t grub_uint32_t;
typedef uint64_t grub_uint64_t, grub_disk_addr_t, grub_off_t;
typedef size_t grub_size_t;
typedef ptrdiff_t grub_ssize_t;
typedef uintptr_t grub_addr_t;
typedef enum { GRUB_ERR_NONE, GRUB_ERR_BAD_ARGUMENT, GRUB_ERR_READ_ERROR, GRUB_ERR_FILE_NOT_FOUND, GRUB_ERR_OUT_OF_MEMORY } grub_err_t;

enum { GRUB_DISK_SECTOR_BITS = 9, GRUB_DISK_CACHE_BITS = 6, GRUB_DISK_CACHE_SIZE = 64 };
enum { GRUB_DISK_DEVICE_BIOSDISK_ID, GRUB_DISK_DEVICE_OTHER_ID };
enum { GRUB_BIOSDISK_FLAG_LBA = 1, GRUB_BIOSDISK_FLAG_CDROM = 2 };
enum { GRUB_CPU_INT_FLAGS_CARRY = 1, GRUB_CPU_INT_FLAGS_DEFAULT = 0x200 };
enum { GRUB_FILE_TYPE_CAT = 1, GRUB_FILE_TYPE_NO_DECOMPRESS = 2 };

#define GRUB_MEMORY_MACHINE_SCRATCH_ADDR ((grub_addr_t) 0x68000)
#define GRUB_MEMORY_MACHINE_SCRATCH_SEG 0x6800
#define GRUB_MOD_LICENSE(text)
#define GRUB_MOD_INIT(name) void module_init (void)
#define GRUB_MOD_FINI(name) void module_fini (void)

typedef struct grub_disk *grub_disk_t;

struct grub_disk_dev {
	int id;
	grub_err_t (*disk_read) (grub_disk_t, grub_disk_addr_t, grub_size_t, char *);
	struct grub_disk_dev *next;
};
typedef struct grub_disk_dev *grub_disk_dev_t;

struct grub_disk {
	grub_disk_dev_t dev;
	grub_uint64_t total_sectors;
	unsigned log_sector_size;
	unsigned long id;
	void *data;
};

struct grub_biosdisk_data {
	unsigned long flags;
};

struct grub_biosdisk_dap {
	uint8_t length, reserved;
	grub_uint16_t blocks;
	grub_uint32_t buffer;
	grub_uint64_t block;
} __attribute__ ((packed));

struct grub_bios_int_registers {
	grub_uint32_t eax;
	grub_uint16_t es, ds, flags, dummy;
	grub_uint32_t ebx, ecx, edi, esi, edx;
};

struct grub_device {
	grub_disk_t disk;
};

struct grub_file {
	struct grub_device *device;
	grub_off_t offset, size;
};
typedef struct grub_file *grub_file_t;

typedef struct grub_command *grub_command_t;
typedef grub_err_t (*grub_command_func_t) (grub_command_t, int, char **);

extern grub_disk_dev_t grub_disk_dev_list;
extern grub_err_t grub_errno;
extern grub_uint32_t grub_tsc_rate, grub_boot_device;

void grub_bios_interrupt (int number, struct grub_bios_int_registers *registers);
grub_uint64_t grub_divmod64 (grub_uint64_t dividend, grub_uint64_t divisor, grub_uint64_t *rest);
unsigned char grub_inb (unsigned short port);
void grub_outb (unsigned char value, unsigned short port);
grub_uint64_t grub_get_tsc (void);
grub_uint64_t grub_get_time_ms (void);
grub_command_t grub_register_command (const char *name, grub_command_func_t, const char *, const char *);
void grub_unregister_command (grub_command_t command);
grub_err_t grub_command_execute (const char *name, int argc, char **argv);
grub_err_t grub_error (grub_err_t error, const char *text);
void grub_error_push (void);
void grub_error_pop (void);
const char *grub_env_get (const char *name);
grub_err_t grub_env_set (const char *name, const char *value);
void grub_env_unset (const char *name);
grub_file_t grub_file_open (const char *name, int type);
grub_off_t grub_file_seek (grub_file_t file, grub_off_t offset);
grub_ssize_t grub_file_read (grub_file_t file, void *buffer, grub_size_t size);
grub_err_t grub_file_close (grub_file_t file);
char *grub_xasprintf (const char *format, ...);

#define grub_memset memset
#define grub_memcpy memcpy
#define grub_memcmp memcmp
#define grub_strcmp strcmp
#define grub_strncmp strncmp
#define grub_strlen strlen
#define grub_snprintf snprintf
#define grub_printf printf
#define GRUB_MM_ALIGN 16
void *grub_malloc (grub_size_t size);
void grub_free (void *memory);

#endif
