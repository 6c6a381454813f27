#include "ledger/tokens.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/inside.h"

#include <openssl/evp.h>
#include <string.h>
#include <sys/random.h>

#define MAX_NAME_CHARS 60

static const char *const scopes[] = {[DRG_TOKEN_READ] = "read", [DRG_TOKEN_WRITE] = "write"};

static bool digest_of(drg_str token, unsigned char out[32])
{
    unsigned size = 0;
    return EVP_Digest(token.ptr, token.len, out, &size, EVP_sha256(), NULL) == 1 && size == 32;
}

/* 32 bytes of the system's randomness, in the letters of RFC 4648's base64url. */
static bool make_token(char token[DRG_TOKEN_CHARS + 1])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned char bytes[33] = {0};
    if (getrandom(bytes, 32, 0) != 32)
        return false;
    for (size_t i = 0; i < DRG_TOKEN_CHARS; i++) {
        size_t bit = i * 6, byte = bit / 8;
        unsigned pair = (unsigned)bytes[byte] << 8 | bytes[byte + 1];
        token[i] = letters[pair >> (10 - bit % 8) & 63];
    }
    token[DRG_TOKEN_CHARS] = '\0';
    return true;
}

static bool is_name(drg_str name)
{
    if (name.len == 0 || drg_utf8_check(name) != name.len || drg_utf8_count(name, name.len) > MAX_NAME_CHARS)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] < 0x20 || name.ptr[i] == 0x7f)
            return false;
    return true;
}

drg_status drg_token_add(drg_ledger *l, drg_str name, drg_token_scope scope, char token[DRG_TOKEN_CHARS + 1],
                         drg_error *err)
{
    unsigned char digest[32];
    char made[DRG_TOKEN_CHARS + 1];
    sqlite3_stmt *s = NULL;
    if (!is_name(name))
        return drg_fail(err, DRG_EARG, "a token's name has 1 to %d characters, none of them a control character",
                        MAX_NAME_CHARS);
    if (!make_token(made) || !digest_of(drg_str_of(made), digest))
        return drg_fail(err, DRG_EIO, "the system has no randomness");
    drg_status st = drg_ledger__sql(l, "INSERT OR IGNORE INTO token VALUES (?1, ?2, ?3) RETURNING 1", &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, name);
    sqlite3_bind_blob(s, 2, digest, sizeof digest, SQLITE_STATIC);
    drg_ledger__bind_text(s, 3, drg_str_of(scopes[scope]));
    st = drg_ledger__step(l, s, err);
    if (st == DRG_END)
        return drg_fail(err, DRG_EARG, "there is a token with the name \"%.*s\" already", (int)name.len, name.ptr);
    if (st == DRG_OK) {
        sqlite3_reset(s);
        memcpy(token, made, sizeof made);
    }
    return st;
}

static drg_token_scope scope_of(drg_str name)
{
    return drg_str_is(name, scopes[DRG_TOKEN_WRITE]) ? DRG_TOKEN_WRITE : DRG_TOKEN_READ;
}

drg_status drg_token_list(drg_ledger *l, drg_token_told *tell, void *context, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(l, "SELECT name, scope FROM token ORDER BY name", &s, err);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK)
        tell(context, drg_ledger__column(s, 0), scope_of(drg_ledger__column(s, 1)));
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_token_revoke(drg_ledger *l, drg_str name, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(l, "DELETE FROM token WHERE name = ?1 RETURNING 1", &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, name);
    st = drg_ledger__step(l, s, err);
    if (st == DRG_END)
        return drg_fail(err, DRG_EARG, "there is no token with the name \"%.*s\"",
                        (int)(name.len < 100 ? name.len : 100), name.ptr);
    if (st == DRG_OK)
        sqlite3_reset(s);
    return st;
}

drg_status drg_token__find(drg_ledger *l, drg_str token, drg_token_scope *scope, char name[256], drg_error *err)
{
    /* Looking up the digest in an index tells an attacker who measures time nothing of the token. */
    unsigned char digest[32];
    sqlite3_stmt *s = NULL;
    if (token.len != DRG_TOKEN_CHARS || !digest_of(token, digest))
        return DRG_END;
    drg_status st = drg_ledger__sql(l, "SELECT scope, name FROM token WHERE digest = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_blob(s, 1, digest, sizeof digest, SQLITE_STATIC);
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK) {
        drg_str found = drg_ledger__column(s, 1);
        *scope = scope_of(drg_ledger__column(s, 0));
        size_t len = found.len < 255 ? found.len : 255;
        memcpy(name, found.ptr, len);
        name[len] = '\0';
        sqlite3_reset(s);
    }
    return st;
}
