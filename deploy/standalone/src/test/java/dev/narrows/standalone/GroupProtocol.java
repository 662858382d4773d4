package dev.narrows.standalone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** How services of one group share their partitions: Kafka's classic protocol, or that of KIP-1071. */
enum GroupProtocol {
    CLASSIC {
        @Override
        Stream<Member> members(Admin admin) throws ExecutionException, InterruptedException {
            return admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP).get().members().stream()
                    .map(member -> new Member(
                            member.clientId(),
                            member.assignment().topicPartitions().size()));
        }
    },
    STREAMS {
        @Override
        Stream<Member> members(Admin admin) throws ExecutionException, InterruptedException {
            return admin.describeStreamsGroups(List.of(GROUP)).describedGroups().get(GROUP).get().members().stream()
                    .map(member -> new Member(
                            member.clientId(),
                            member.assignment().activeTasks().stream()
                                    .mapToInt(tasks -> tasks.partitions().size())
                                    .sum()));
        }
    };

    private static final String GROUP = "narrows";

    /** A stream thread and how many partitions it has. */
    record Member(String clientId, int partitions) {

        /** The client id of the service that it belongs to. */
        String service() {
            return clientId.substring(0, clientId.indexOf("-StreamThread"));
        }
    }

    abstract Stream<Member> members(Admin admin) throws ExecutionException, InterruptedException;

    /** How many partitions each service has, by its client id. */
    Map<String, Integer> shares(Admin admin) throws ExecutionException, InterruptedException {
        return members(admin).collect(groupingBy(Member::service, TreeMap::new, summingInt(Member::partitions)));
    }

    /** As Kafka's settings spell it. */
    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
