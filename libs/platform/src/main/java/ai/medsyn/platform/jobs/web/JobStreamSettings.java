package ai.medsyn.platform.jobs.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process serves event streams.
 *
 * @param most streams open at once; more are refused
 * @param writers threads that write to them
 * @param tick how often the database is asked for what is new to any of them
 */
@ConfigurationProperties("medsyn.jobs.streams")
record JobStreamSettings(
        @DefaultValue("2000") int most,
        @DefaultValue("4") int writers,
        @DefaultValue("250ms") Duration tick) {}
