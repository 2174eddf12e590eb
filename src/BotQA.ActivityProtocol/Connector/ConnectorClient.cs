using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Schema;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace BotQA.ActivityProtocol.Connector;

/// <summary>
/// Calls the connector of a channel. Calls are retried after 429, 412, 502 and 504, held within Teams' limits of a conversation, and carry the
/// bot's token; nothing is sent to a service URL that isn't allowed. Safe for use by several threads at a time.
/// </summary>
public sealed class ConnectorClient
{
    internal const string HttpClientName = "BotQA.Connector";
    private const int MaxErrorBytes = 16 * 1_024;

    private readonly IHttpClientFactory _httpClientFactory;
    private readonly IOutboundTokenProvider _tokens;
    private readonly ServiceUrlPolicy _serviceUrls;
    private readonly ConversationThrottle _throttle;
    private readonly BotAuthenticationOptions _authentication;
    private readonly ConnectorOptions _options;

    internal ConnectorClient(
        IHttpClientFactory httpClientFactory,
        IOutboundTokenProvider tokens,
        ServiceUrlPolicy serviceUrls,
        ConversationThrottle throttle,
        IOptions<BotAuthenticationOptions> authentication,
        IOptions<ConnectorOptions> options)
    {
        _httpClientFactory = httpClientFactory;
        _tokens = tokens;
        _serviceUrls = serviceUrls;
        _throttle = throttle;
        _authentication = authentication.Value;
        _options = options.Value;
    }

    /// <summary>Sends an activity to its conversation.</summary>
    /// <param name="activity">The activity, with a service URL and a conversation.</param>
    /// <param name="caller">Who is answered; null for the channel.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The channel's answer; its id is null where the channel gave none.</returns>
    /// <exception cref="ConnectorException">The channel refused the activity or can't be reached, or it may not be sent there.</exception>
    /// <exception cref="OutboundTokenException">There is no token to send it with.</exception>
    public Task<ResourceResponse> SendToConversationAsync(Activity activity, CallerIdentity? caller = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return SendAsync(HttpMethod.Post, activity, ActivitiesOf(activity.Conversation), caller, idempotencyKey: null, cancellationToken);
    }

    /// <summary>Sends an activity as a reply to the one named by <see cref="Activity.ReplyToId"/>.</summary>
    /// <inheritdoc cref="SendToConversationAsync"/>
    public Task<ResourceResponse> ReplyToActivityAsync(Activity activity, CallerIdentity? caller = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return SendAsync(HttpMethod.Post, activity, RepliesTo(activity), caller, idempotencyKey: null, cancellationToken);
    }

    /// <summary>Replaces the activity named by <see cref="Activity.Id"/>.</summary>
    /// <inheritdoc cref="SendToConversationAsync"/>
    public Task<ResourceResponse> UpdateActivityAsync(Activity activity, CallerIdentity? caller = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return SendAsync(HttpMethod.Put, activity, $"{ActivitiesOf(activity.Conversation)}/{Escape(activity.Id)}", caller, idempotencyKey: null, cancellationToken);
    }

    /// <summary>Deletes an activity that the bot sent.</summary>
    /// <param name="conversation">The conversation, with its service URL.</param>
    /// <param name="activityId">The activity.</param>
    /// <param name="caller">Who is answered; null for the channel.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The channel refused or can't be reached.</exception>
    /// <exception cref="OutboundTokenException">There is no token to call with.</exception>
    public async Task DeleteActivityAsync(
        ConversationReference conversation,
        string activityId,
        CallerIdentity? caller = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var path = $"{ActivitiesOf(conversation.Conversation)}/{Escape(activityId)}";
        await CallAsync(HttpMethod.Delete, conversation.ServiceUrl, path, content: null, ActivityJsonContext.Relaxed.ResourceResponse, caller, cancellationToken);
    }

    /// <summary>Begins a conversation.</summary>
    /// <param name="serviceUrl">The channel.</param>
    /// <param name="parameters">What the conversation is to be.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The channel refused or can't be reached.</exception>
    /// <exception cref="OutboundTokenException">There is no token to call with.</exception>
    public async Task<ConversationResourceResponse> CreateConversationAsync(
        string serviceUrl,
        ConversationParameters parameters,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using var content = Json(JsonSerializer.SerializeToUtf8Bytes(parameters, ActivityJsonContext.Relaxed.ConversationParameters));
        return await CallAsync(
            HttpMethod.Post,
            serviceUrl,
            "v3/conversations",
            content,
            ActivityJsonContext.Relaxed.ConversationResourceResponse,
            caller: null,
            cancellationToken) ?? new ConversationResourceResponse();
    }

    /// <summary>Sends an activity to its conversation, as a reply where it names what it answers.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="caller">Who is answered; null for the channel.</param>
    /// <param name="idempotencyKey">Goes along as the header <c>Idempotency-Key</c>, with which a channel can recognise what was sent before; null for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal Task<ResourceResponse> SendAsync(Activity activity, CallerIdentity caller, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var path = string.IsNullOrEmpty(activity.ReplyToId) ? ActivitiesOf(activity.Conversation) : RepliesTo(activity);
        return SendAsync(HttpMethod.Post, activity, path, caller, idempotencyKey, cancellationToken);
    }

    // Ids hold characters such as ":;@|/?#", and one that is "." or ".." would climb up the path.
    private static string Escape(string? id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return Uri.EscapeDataString(id) is var escaped && escaped is "." or ".."
            ? throw new ArgumentException($"\"{id}\" is not an id.", nameof(id))
            : escaped;
    }

    private static string ActivitiesOf(ConversationAccount? conversation) => $"v3/conversations/{Escape(conversation?.Id)}/activities";

    private static string RepliesTo(Activity activity) => $"{ActivitiesOf(activity.Conversation)}/{Escape(activity.ReplyToId)}";

    private static ByteArrayContent Json(byte[] utf8Json) => new(utf8Json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    private static async Task<ConnectorException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var error = await ReadErrorAsync(response, cancellationToken);
        var code = error?.Code is { Length: > 0 } given ? $" ({given})" : null;
        return new ConnectorException(
            $"The channel answered {(int)response.StatusCode}{code} to {response.RequestMessage?.Method}.",
            response.StatusCode,
            error?.Code,
            error?.Message);
    }

    private static async Task<ProtocolError?> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxErrorBytes];
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return JsonSerializer.Deserialize(bytes.AsSpan(0, length), ActivityJsonContext.Relaxed.ErrorResponse)?.Error;
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
        where T : class
    {
        // Channels that accept without an id answer with nothing, or with something that isn't JSON.
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize(body, typeInfo);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<ResourceResponse> SendAsync(
        HttpMethod method,
        Activity activity,
        string path,
        CallerIdentity? caller,
        string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        if (activity.ChannelId == Channels.MsTeams
            && !await _throttle.WaitAsync($"{activity.ServiceUrl}\n{activity.Conversation?.Id}", _options.MaxThrottleDelay, cancellationToken))
        {
            throw new ConnectorException("The conversation's rate limit leaves no place soon enough.", statusCode: null, ConnectorErrorCodes.Throttled);
        }

        using var content = Json(ActivityJson.SerializeToUtf8Bytes(activity));
        if (idempotencyKey is not null)
        {
            // A string of structured fields, as the draft of the header asks: draft-ietf-httpapi-idempotency-key-header.
            content.Headers.Add("Idempotency-Key", $"\"{idempotencyKey}\"");
        }

        return await CallAsync(method, activity.ServiceUrl, path, content, ActivityJsonContext.Relaxed.ResourceResponse, caller, cancellationToken)
            ?? new ResourceResponse();
    }

    private async Task<T?> CallAsync<T>(
        HttpMethod method,
        string? serviceUrl,
        string path,
        HttpContent? content,
        JsonTypeInfo<T> typeInfo,
        CallerIdentity? caller,
        CancellationToken cancellationToken)
        where T : class
    {
        if (!_serviceUrls.IsAllowed(serviceUrl))
        {
            throw new ConnectorException($"Activities may not be sent to {serviceUrl}.", statusCode: null, ConnectorErrorCodes.ServiceUrlNotAllowed);
        }

        using var request = new HttpRequestMessage(method, $"{serviceUrl!.TrimEnd('/')}/{path}") { Content = content };
        await AuthorizeAsync(request, caller, cancellationToken);
        try
        {
            using var client = _httpClientFactory.CreateClient(HttpClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? await ReadAsync(response, typeInfo, cancellationToken) : throw await RefusalAsync(response, cancellationToken);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new ConnectorException("The channel did not answer in time.", exception, ConnectorErrorCodes.Timeout);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ConnectorException("The channel can't be reached.", exception, ConnectorErrorCodes.Unreachable);
        }
    }

    private async Task AuthorizeAsync(HttpRequestMessage request, CallerIdentity? caller, CancellationToken cancellationToken)
    {
        if (_authentication.IsLocalMode)
        {
            return;
        }

        // Another bot takes tokens that were made for it, and mustn't get one that the Bot Connector would take.
        var scope = caller is { Kind: CallerKind.Bot, AppId: { } appId } ? $"{appId}/.default" : CloudEndpoints.Of(_authentication.Cloud).ConnectorScope;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.GetTokenAsync(scope, cancellationToken));
    }
}
