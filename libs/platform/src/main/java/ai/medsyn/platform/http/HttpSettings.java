package ai.medsyn.platform.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of requests.
 *
 * @param maxBody largest body other than an upload
 * @param maxUpload largest {@code multipart/form-data} request, all parts together
 */
@ConfigurationProperties("medsyn.http")
record HttpSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("64MB") DataSize maxUpload) {}
