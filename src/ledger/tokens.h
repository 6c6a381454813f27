/* src/ledger/tokens.h - tokens as the server meets them. */
#ifndef DRG_LEDGER_TOKENS_H
#define DRG_LEDGER_TOKENS_H

#include "dragoman/token.h"

/**
 * Whether a ledger knows a token.
 * @param token  what a client sent, anything.
 * @return DRG_OK, and its scope and name (cut to 60 characters, NUL-terminated UTF-8); DRG_END it does not; DRG_EIO …
 */
drg_status drg_token__find(drg_ledger *ledger, drg_str token, drg_token_scope *scope, char name[256], drg_error *err);

#endif
