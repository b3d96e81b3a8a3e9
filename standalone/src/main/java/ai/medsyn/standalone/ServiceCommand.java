package ai.medsyn.standalone;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;

/** {@code service}: one service as a process of its own, configured as in a cluster by environment variables and options. */
final class ServiceCommand implements Command {

    @Override
    public String usage() {
        return """
                medsyn service gateway|generator|filter|training|evaluation [--pools POOL,...] [--property=value ...]
                    Runs one service. MEDSYN_DATABASE_URL, MEDSYN_DATABASE_USER, MEDSYN_DATABASE_PASSWORD and MEDSYN_PORT
                    say where. --pools names the worker pools that it serves (cpu, onnx-gpu, torch-gpu, coordinator);
                    --pools none makes it take requests only.""";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        String id = arguments.isEmpty() ? "" : arguments.get(0);
        Service service = Service.byId(id)
                .orElseThrow(() -> CommandFailure.misused("expected one of "
                        + Arrays.stream(Service.values()).map(Service::id).collect(Collectors.joining(", "))
                        + ", found " + (id.isEmpty() ? "nothing" : id)));
        System.setProperty("spring.config.name", service.id());
        SpringApplication.run(service.application(), springArguments(arguments.subList(1, arguments.size())));
        new CountDownLatch(1).await();
    }

    static String[] springArguments(List<String> words) {
        List<String> rest = new ArrayList<>(words);
        int pools = rest.indexOf("--pools");
        if (pools >= 0) {
            if (pools + 1 == rest.size()) {
                throw CommandFailure.misused("--pools needs a value");
            }
            String value = rest.get(pools + 1);
            rest.subList(pools, pools + 2).clear();
            rest.add("--medsyn.jobs.pools=" + (value.equals("none") ? "" : value));
        }
        return rest.toArray(String[]::new);
    }
}
