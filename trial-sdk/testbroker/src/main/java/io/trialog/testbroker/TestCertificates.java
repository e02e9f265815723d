package io.trialog.testbroker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * A certificate authority of a test, a server's certificate and a client's, made by the JDK's keytool, as PEM files.
 *
 * @param authority the file of the authority's certificate
 * @param clientCertificate the file of a client's certificate
 * @param clientKey the file of its private key, PKCS #8 without a password
 * @param serverCertificate the file of the broker's certificate
 * @param serverKey the file of its private key
 */
public record TestCertificates(
        Path authority, Path clientCertificate, Path clientKey, Path serverCertificate, Path serverKey) {

    private static final String STORE_PASSWORD = "changeit";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    /** Makes them in a folder; the server's is for a host and for localhost. */
    static TestCertificates create(Path folder, String host) {
        try {
            Files.createDirectories(folder);
            Path authorityStore = keyPair(folder, "authority", "-ext", "bc:c=ca:true");
            Path authority = folder.resolve("authority.pem");
            keytool(authorityStore, "-exportcert", "-alias", "authority", "-rfc", "-file", authority.toString());
            String names = "san=dns:localhost,ip:127.0.0.1"
                    + (host.equals("localhost") || host.equals("127.0.0.1") ? "" : ",dns:" + host);
            sign(folder, authorityStore, "server", names);
            sign(folder, authorityStore, "client", "san=dns:client");
            return new TestCertificates(
                    authority,
                    folder.resolve("client.pem"),
                    folder.resolve("client.key"),
                    folder.resolve("server.pem"),
                    folder.resolve("server.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make certificates", e);
        }
    }

    String authorityText() {
        return text(authority);
    }

    String serverCertificateText() {
        return text(serverCertificate);
    }

    String serverKeyText() {
        return text(serverKey);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path keyPair(Path folder, String name, String... more) throws IOException {
        Path store = folder.resolve(name + ".p12");
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-validity", "30", "-dname", "CN=" + name));
        Collections.addAll(arguments, more);
        keytool(store, arguments.toArray(new String[0]));
        return store;
    }

    private static void sign(Path folder, Path authorityStore, String name, String alternativeNames)
            throws IOException, GeneralSecurityException {
        Path store = keyPair(folder, name);
        Path request = folder.resolve(name + ".csr");
        keytool(store, "-certreq", "-alias", name, "-file", request.toString());
        keytool(
                authorityStore,
                "-gencert",
                "-alias",
                "authority",
                "-rfc",
                "-validity",
                "30",
                "-ext",
                alternativeNames,
                "-infile",
                request.toString(),
                "-outfile",
                folder.resolve(name + ".pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store)) {
            keys.load(input, STORE_PASSWORD.toCharArray());
        }
        byte[] key = keys.getKey(name, STORE_PASSWORD.toCharArray()).getEncoded();
        Files.writeString(
                folder.resolve(name + ".key"),
                "-----BEGIN PRIVATE KEY-----\n" + PEM.encodeToString(key) + "\n-----END PRIVATE KEY-----\n",
                StandardCharsets.US_ASCII);
    }

    private static void keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Collections.addAll(command, arguments);
        Collections.addAll(
                command, "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool " + arguments[0] + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool runs", e);
        }
    }
}
