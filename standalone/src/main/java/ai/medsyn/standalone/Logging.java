package ai.medsyn.standalone;

import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * One log file for all services of a JVM. Spring Boot's own set-up would be made once per service, and undone by the first that stops.
 */
final class Logging {

    private Logging() {}

    /** Takes effect only before the first line is logged, so a command calls it before it touches a class that logs. */
    static void to(Installation installation) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("medsyn.log", installation.log().toString());
        System.setProperty("logback.configurationFile", "medsyn-logback.xml");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
