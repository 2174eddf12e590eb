using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Fetches an issuer's keys: the OpenID metadata, and the key set that it names.</summary>
internal sealed class SigningKeyRetriever(IHttpClientFactory httpClientFactory)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string HttpClientName = "BotQA.SigningKeys";

    /// <summary>Whether keys may come from a URL: https, or this computer.</summary>
    public static bool IsAllowed(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);

    /// <summary>The issuer's RSA signing keys by their ids.</summary>
    /// <exception cref="SigningKeysUnavailableException">They could not be fetched or read.</exception>
    public async Task<FrozenDictionary<string, SigningKey>> FetchAsync(string metadataUrl, CancellationToken cancellationToken)
    {
        try
        {
            using var client = httpClientFactory.CreateClient(HttpClientName);
            var metadata = new Uri(metadataUrl);
            using var document = JsonDocument.Parse(await client.GetByteArrayAsync(metadata, cancellationToken));
            var keySet = new Uri(document.RootElement.GetProperty("jwks_uri").GetString()!);
            if (!IsAllowed(keySet) || (keySet.IsLoopback && !metadata.IsLoopback))
            {
                throw new SigningKeysUnavailableException($"{metadataUrl} names keys at {keySet}, which is not https.", innerException: null);
            }

            using var keys = JsonDocument.Parse(await client.GetByteArrayAsync(keySet, cancellationToken));
            return Read(keys.RootElement.GetProperty("keys"));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or InvalidOperationException or KeyNotFoundException
            or ArgumentException or UriFormatException or OperationCanceledException)
        {
            throw new SigningKeysUnavailableException($"The signing keys announced at {metadataUrl} could not be fetched.", exception);
        }
    }

    private static FrozenDictionary<string, SigningKey> Read(JsonElement keys)
    {
        var result = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var element in keys.EnumerateArray())
        {
            var key = new JsonWebKey(element.GetRawText());
            if (key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.Use is null or "sig" && !string.IsNullOrEmpty(key.Kid))
            {
                result[key.Kid] = new SigningKey(key, ReadEndorsements(element));
            }
        }

        return result.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenSet<string> ReadEndorsements(JsonElement key) =>
        key.TryGetProperty("endorsements", out var endorsements) && endorsements.ValueKind == JsonValueKind.Array
            ? endorsements.EnumerateArray().Select(endorsement => endorsement.GetString()).OfType<string>().ToFrozenSet(StringComparer.Ordinal)
            : [];
}
