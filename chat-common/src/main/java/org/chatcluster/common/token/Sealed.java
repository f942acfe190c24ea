package org.chatcluster.common.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// A text that only the holder of a secret can read, kept where others can see it: an access token
/// in Redis behind a ticket, a remembered answer in PostgreSQL behind an idempotency key. What is
/// stored names the secret by its digest alone, so a copy of the store opens nothing.
///
/// AES-256-GCM (NIST SP 800-38D) under a key derived with HKDF-SHA-256 (RFC 5869) from a secret
/// with a random nonce, which stands in front of the ciphertext.
public final class Sealed {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] PURPOSE =
            "chat-cluster sealed text".getBytes(StandardCharsets.US_ASCII);

    private Sealed() {}

    /// Takes a secret and returns the text encrypted and authenticated.
    public static byte[] seal(String secret, String text) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            byte[] ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, secret, nonce)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + ciphertext.length)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is a part of every JDK", e);
        }
    }

    /// Returns the text, or empty if the secret is not the one that it was sealed with, or the
    /// bytes were changed.
    public static Optional<String> open(String secret, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, secret, Arrays.copyOf(sealed, NONCE_BYTES))
                            .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /// Returns the SHA-256 of a secret in hex: the name under which what it seals is stored.
    public static String digest(String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is a part of every JDK", e);
        }
    }

    private static Cipher cipher(int mode, String secret, byte[] nonce)
            throws GeneralSecurityException {
        SecretKey key =
                KDF.getInstance("HKDF-SHA256")
                        .deriveKey(
                                "AES",
                                HKDFParameterSpec.ofExtract()
                                        .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                        .thenExpand(PURPOSE, 32));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
