using System.ClientModel;
using System.Text.Json;
using Azure.Identity;
using BotQA.Knowledge.Generation;
using OllamaSharp.Models.Exceptions;

namespace BotQA.Models;

/// <summary>Knows the exceptions of the providers' clients.</summary>
internal static class ModelErrors
{
    private const string ContentFilter = "content_filter";
    private const int MaxDetail = 300;

    /// <summary>The exception in BotQA's own words, or null for a cancellation, which stays what it is.</summary>
    public static ModelException? Translate(Exception exception) => exception switch
    {
        ModelException => null,
        OperationCanceledException => null,
        ClientResultException e when e.Message.Contains(ContentFilter, StringComparison.Ordinal) => New(ModelFailure.ContentFilter, e),
        ClientResultException { Status: > 0 } e => New(ModelException.FailureOf(e.Status), e),
        ClientResultException { InnerException: IOException } e => New(ModelFailure.Interrupted, e),
        ClientResultException e => New(ModelFailure.Unavailable, e),
        AuthenticationFailedException e => New(ModelFailure.Unauthorized, e),
        ResponseError e => New(ModelFailure.Unavailable, e),
        OllamaException or JsonException or FormatException or InvalidOperationException or ArgumentException => New(ModelFailure.Malformed, exception),
        _ => New(ModelException.FailureOf(exception), exception),
    };

    private static ModelException New(ModelFailure failure, Exception exception)
    {
        var message = exception.Message.ReplaceLineEndings(" ");
        return new ModelException(failure, message.Length > MaxDetail ? $"{message[..MaxDetail]}..." : message, exception);
    }
}
