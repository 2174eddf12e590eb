using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotQA.Tests.Models.Support;

/// <summary>Replies in OpenAI's chat protocol, good ones and bad ones.</summary>
internal static class ModelReplies
{
    private const int PieceLength = 7;

    /// <summary>A text in small pieces, as models send them.</summary>
    public static ModelReply Text(string text, string finishReason = "stop") => Stream([.. Pieces(text), Finish(finishReason), Usage(), "[DONE]"]);

    /// <summary>A text in one piece, for a request that doesn't stream.</summary>
    public static ModelReply WholeText(string text) => Body("application/json", new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = DateTimeOffset.UnixEpoch.ToUnixTimeSeconds(),
        ["model"] = "test-model",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = "stop",
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
        }),
    }.ToJsonString());

    /// <summary>A call of a tool.</summary>
    public static ModelReply ToolCall(string name, string arguments) => Stream(
    [
        Chunk(new JsonObject
        {
            ["role"] = "assistant",
            ["tool_calls"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["id"] = $"call_{name}",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
            }),
        }),
        Finish("tool_calls"),
        Usage(),
        "[DONE]",
    ]);

    /// <summary>A stream that ends before the model has.</summary>
    public static ModelReply Stops(string text) => Stream([.. Pieces(text)]);

    /// <summary>A stream whose connection breaks.</summary>
    public static ModelReply Breaks(string text) => async (context, cancellationToken) =>
    {
        await Stream([.. Pieces(text)])(context, cancellationToken);
        context.Abort();
    };

    /// <summary>A stream that begins and then goes on without a word.</summary>
    public static ModelReply Stalls(string text) => async (context, cancellationToken) =>
    {
        await Stream([.. Pieces(text)])(context, cancellationToken);
        await Never(context, cancellationToken);
    };

    /// <summary>A server that takes a request and never replies.</summary>
    public static async Task Never(HttpContext context, CancellationToken cancellationToken)
    {
        var gone = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>An error.</summary>
    public static ModelReply Error(int status, string code = "error", string? retryAfter = null) => async (context, cancellationToken) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        var body = new JsonObject { ["error"] = new JsonObject { ["message"] = $"The request failed: {code}.", ["type"] = code, ["code"] = code } };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), cancellationToken);
    };

    /// <summary>Events with other data than the protocol has.</summary>
    public static ModelReply Stream(IReadOnlyList<string> data) => async (context, cancellationToken) =>
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var item in data)
        {
            await context.Response.WriteAsync($"data: {item}\n\n", cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }
    };

    /// <summary>A body of any kind, with status 200.</summary>
    public static ModelReply Body(string contentType, string body) => async (context, cancellationToken) =>
    {
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body, cancellationToken);
    };

    /// <summary>Ollama's own protocol: a text in lines of JSON.</summary>
    public static ModelReply Ollama(string text) => async (context, cancellationToken) =>
    {
        context.Response.ContentType = "application/x-ndjson";
        foreach (var piece in text.Chunk(PieceLength))
        {
            await context.Response.WriteAsync(Line(new string(piece), done: false), cancellationToken);
        }

        await context.Response.WriteAsync(Line("", done: true), cancellationToken);

        static string Line(string content, bool done)
        {
            var line = new JsonObject
            {
                ["model"] = "llama3.1",
                ["created_at"] = "2026-01-01T00:00:00Z",
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content },
                ["done"] = done,
            };
            if (done)
            {
                line["done_reason"] = "stop";
                line["prompt_eval_count"] = 100;
                line["eval_count"] = 20;
            }

            return line.ToJsonString() + "\n";
        }
    };

    private static IEnumerable<string> Pieces(string text) => text.Chunk(PieceLength).Select(piece => Chunk(new JsonObject { ["content"] = new string(piece) }));

    private static string Finish(string reason) => Chunk([], reason);

    private static string Usage() => Frame([], new JsonObject { ["prompt_tokens"] = 100, ["completion_tokens"] = 20, ["total_tokens"] = 120 });

    private static string Chunk(JsonObject delta, string? finishReason = null) =>
        Frame([new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason }], usage: null);

    private static string Frame(JsonArray choices, JsonObject? usage) => new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion.chunk",
        ["created"] = DateTimeOffset.UnixEpoch.ToUnixTimeSeconds(),
        ["model"] = "test-model",
        ["choices"] = choices,
        ["usage"] = usage,
    }.ToJsonString();
}
