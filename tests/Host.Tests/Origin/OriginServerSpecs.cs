using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Mul.Actors.Downloading;
using Mul.Actors.Jobs;
using Mul.Host.Origin;
using Mul.Host.Serving;

namespace Mul.Host.Tests.Origin;

public sealed class OriginServerSpecs : IAsyncLifetime
{
    private static readonly HttpClient Client = new();
    private LoopbackServer? _server;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_file_has_the_size_and_the_sha_256_that_its_headers_and_the_content_function_say()
    {
        await StartAsync(new OriginSettings { Size = 40_000, Seed = 7 });

        using var response = await GetAsync("job/17");
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(40_000, body.Length);
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:", Assert.Single(response.Headers.GetValues("Repr-Digest")));
        var content = new OriginContent(seed: 7, size: 40_000);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(body)), content.Sum(content.Key("/job/17")).ToString());
    }

    [Fact]
    public async Task Content_is_a_function_of_path_and_seed_and_not_of_the_query()
    {
        await StartAsync(new OriginSettings { Size = 100 });
        var first = await BytesAsync("a");
        var again = await BytesAsync("a?b=c");
        var other = await BytesAsync("b");
        await _server!.DisposeAsync();
        await StartAsync(new OriginSettings { Size = 100, Seed = 2 });
        var otherSeed = await BytesAsync("a");

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first, otherSeed);
    }

    [Fact]
    public async Task A_file_longer_than_the_repeated_stream_arrives_whole()
    {
        await StartAsync(new OriginSettings { Size = 3_000_000 });

        using var response = await GetAsync("long");
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(3_000_000, body.Length);
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:", Assert.Single(response.Headers.GetValues("Repr-Digest")));
    }

    [Theory]
    [InlineData("bytes=10-19", 206, 10, 10, "bytes 10-19/100")]
    [InlineData("bytes=90-", 206, 90, 10, "bytes 90-99/100")]
    [InlineData("bytes=-5", 206, 95, 5, "bytes 95-99/100")]
    [InlineData("bytes=-500", 206, 0, 100, "bytes 0-99/100")]
    [InlineData("bytes=90-500", 206, 90, 10, "bytes 90-99/100")]
    [InlineData("bytes=100-", 416, 0, 0, "bytes */100")]
    [InlineData("bytes=1-2,5-6", 200, 0, 100, null)]
    [InlineData("pages=1-2", 200, 0, 100, null)]
    public async Task A_range_is_answered_as_RFC_9110_says(string range, int status, int from, int count, string? contentRange)
    {
        await StartAsync(new OriginSettings { Size = 100 });
        var whole = await BytesAsync("file");

        using var response = await GetAsync("file", request => request.Headers.TryAddWithoutValidation("Range", range));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(contentRange, response.Content.Headers.ContentRange?.ToString());
        Assert.Equal(whole[from..(from + count)], await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(true, 206)]
    [InlineData(false, 200)]
    public async Task A_range_of_another_entity_is_answered_with_the_whole(bool sameEntity, int status)
    {
        await StartAsync(new OriginSettings { Size = 100 });
        using var first = await GetAsync("file");
        var etag = sameEntity ? first.Headers.ETag! : new EntityTagHeaderValue("\"another\"");

        using var response = await GetAsync("file", request =>
        {
            request.Headers.Range = new RangeHeaderValue(50, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(etag);
        });

        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Head_has_the_headers_of_get_and_no_body()
    {
        await StartAsync(new OriginSettings { Size = 100 });

        using var response = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(_server!.Address, "file")));

        Assert.Equal(100, response.Content.Headers.ContentLength);
        Assert.True(response.Headers.Contains("Repr-Digest"));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_error_rate_is_the_part_of_the_paths_that_answer_503_each_time_they_are_asked()
    {
        await StartAsync(new OriginSettings { Size = 1, ErrorRate = 0.25 });

        var first = await StatusesAsync(400);
        var second = await StatusesAsync(400);

        Assert.Equal(first, second);
        // 400 draws at 1/4: 100 ± 5 standard deviations of 8.7.
        Assert.InRange(first.Count(status => status == HttpStatusCode.ServiceUnavailable), 57, 143);
    }

    [Fact]
    public async Task Latency_jitter_and_errors_spare_the_warm_up()
    {
        await StartAsync(new OriginSettings { Latency = TimeSpan.FromMinutes(5), ErrorRate = 1, Bandwidth = 1, Size = 1000 });

        using var response = await GetAsync("warmup/0");

        Assert.Equal(1000, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task A_response_never_comes_before_its_latency_nor_faster_than_its_bandwidth()
    {
        await StartAsync(new OriginSettings { Latency = TimeSpan.FromMilliseconds(50), Bandwidth = 100_000, Size = 10_000 });
        var started = Stopwatch.GetTimestamp();

        await BytesAsync("file");

        // 50 ms, then 100 ms of sending of which the last portion of 10 ms is not waited for; each portion may come a timer's grain of 1 ms early.
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 50 + 100 - 10 - 10, double.MaxValue);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await StartAsync(new OriginSettings());

        var refused = await Assert.ThrowsAsync<UserException>(() => OriginServer.StartAsync(new OriginSettings(), _server!.Address.Port));

        Assert.StartsWith($"--port {_server!.Address.Port}: ", refused.Message);
    }

    private async Task StartAsync(OriginSettings settings) => _server = await OriginServer.StartAsync(settings);

    private async Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server!.Address, path));
        change?.Invoke(request);
        return await Client.SendAsync(request);
    }

    private Task<byte[]> BytesAsync(string path) => Client.GetByteArrayAsync(new Uri(_server!.Address, path));

    private async Task<HttpStatusCode[]> StatusesAsync(int count)
    {
        var statuses = new HttpStatusCode[count];
        for (var path = 0; path < count; path++)
        {
            using var response = await GetAsync($"job/{path}");
            statuses[path] = response.StatusCode;
        }

        return statuses;
    }
}
