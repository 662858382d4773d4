package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Somebody who may change things on a service's page. */
final class PageClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final String token;

    PageClient(int port, String token) {
        this.address = "http://127.0.0.1:" + port + "/api/v1/";
        this.token = token;
    }

    void get(String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(address + path)), 200);
    }

    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return post(path, body, 200);
    }

    JsonNode post(String path, Map<String, ?> body, int status) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return JSON.readTree(send(request, status));
    }

    private String send(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                request.header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
        return answer.body();
    }
}
