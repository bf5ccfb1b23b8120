/* Which release this is. */
#include <gkplan/version.h>

const char *gkplan_version(void)
{
    return GKPLAN_VERSION_STRING;
}

int gkplan_version_number(void)
{
    return GKPLAN_VERSION_NUMBER;
}

int gkplan_abi_version(void)
{
    return GKPLAN_ABI_VERSION;
}
