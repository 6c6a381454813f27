/* include/dragoman/token.h - who may ask a server for a ledger, beyond the machine itself. */
#ifndef DRAGOMAN_TOKEN_H
#define DRAGOMAN_TOKEN_H

#include "dragoman/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum drg_token_scope { DRG_TOKEN_READ, DRG_TOKEN_WRITE } drg_token_scope;

/** A token has this many characters. */
#define DRG_TOKEN_CHARS 43

/**
 * Make a token. The ledger keeps only its SHA-256, so that it is told this once.
 * @param name   1 to 60 characters, not in use.
 * @param token  gets DRG_TOKEN_CHARS characters and a NUL.
 * @return DRG_OK; DRG_EARG the name is in use, or none; DRG_EIO; DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_token_add(drg_ledger *ledger, drg_str name, drg_token_scope scope,
                                                char token[DRG_TOKEN_CHARS + 1], drg_error *err);
/** Told of one token. */
typedef void drg_token_told(void *context, drg_str name, drg_token_scope scope);
/** By name. */
DRG_API DRG_MUST_CHECK drg_status drg_token_list(drg_ledger *ledger, drg_token_told *tell, void *context,
                                                 drg_error *err);
/** @return DRG_OK; DRG_EARG there is no token of this name; DRG_EIO. */
DRG_API DRG_MUST_CHECK drg_status drg_token_revoke(drg_ledger *ledger, drg_str name, drg_error *err);

#ifdef __cplusplus
}
#endif
#endif
