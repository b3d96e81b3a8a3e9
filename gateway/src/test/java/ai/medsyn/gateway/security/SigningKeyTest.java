package ai.medsyn.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    Path folder;

    @Test
    void the_key_of_the_first_start_is_the_key_of_every_start() {
        Path file = folder.resolve("deeper/signing-key.json");
        ECKey first = SigningKey.inFile(file);
        assertThat(SigningKey.inFile(file)).isEqualTo(first);
        assertThat(SigningKey.generate()).isNotEqualTo(first);
    }

    @Test
    void a_damaged_or_unsuitable_key_stops_the_start_without_being_repeated() throws Exception {
        Path file = folder.resolve("signing-key.json");
        String publicOnly = SigningKey.generate().toPublicJWK().toJSONString();
        for (String content : new String[] {"", "{\"d\":\"topsecret\"", publicOnly}) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> SigningKey.inFile(file))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("private EC key")
                    .hasNoCause()
                    .hasMessageNotContaining("topsecret");
        }
    }

    @Test
    void local_mode_does_not_start_where_others_can_reach_it() throws Exception {
        InetAddress all = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> new LocalMode(null, null, null, all)).hasMessageContaining("loopback");
        assertThatThrownBy(() -> new LocalMode(null, null, null, null)).hasMessageContaining("loopback");
    }
}
