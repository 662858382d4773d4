package dev.narrows.stream;

import dev.narrows.schemas.onnx.session.ProviderChoice;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.topics.TopicReport;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line of the log that tells what was assembled, for whoever looks for it later. */
final class ReadyLine {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyLine.class);

    private ReadyLine() {}

    static void log(NarrowsSettings settings, TopicReport topics, ProviderChoice provider) {
        Properties streams = settings.streams();
        LOG.info(
                "ready for a model application={} input={} format={} partitions={} latents={} alerts={} deadLetters={}"
                        + " model={} provider={} providerReason=\"{}\" threads={} encodeThreads={} batchRecords={} rows={} guarantee={}"
                        + " brokers={} registry={} http={}",
                settings.applicationId(),
                settings.input().topic(),
                settings.input().format(),
                topics.partitions(),
                settings.topics().latents(),
                settings.topics().alerts(),
                settings.topics().deadLetters(),
                settings.model().name(),
                provider.provider().setting(),
                provider.reason(),
                streams.get(StreamsConfig.NUM_STREAM_THREADS_CONFIG),
                settings.model().threads(),
                streams.get(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG)),
                settings.model().maxRows() == 0 ? "auto" : settings.model().maxRows(),
                streams.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG),
                settings.client().get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG),
                settings.registry().get("schema.registry.url"),
                settings.http().port());
    }
}
