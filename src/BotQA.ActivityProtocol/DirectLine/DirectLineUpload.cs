using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>Reads an upload: the activity and its files.</summary>
internal static class DirectLineUpload
{
    private const string ActivityPart = "activity";
    private const int MaxParts = 20;
    private const int MaxBoundaryLength = 100;
    private const int MaxNameLength = 200;

    /// <summary>Reads an upload.</summary>
    /// <param name="context">The request.</param>
    /// <param name="options">The limits.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The activity with an attachment for each file, or why it is refused.</returns>
    /// <exception cref="BadHttpRequestException">The body is too long or malformed HTTP.</exception>
    public static async Task<(Activity? Activity, IResult? Refusal)> ReadAsync(HttpContext context, DirectLineOptions options, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= MaxBoundaryLength } boundary)
        {
            return (null, DirectLineResults.Error(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "The Content-Type has to be multipart/form-data with a boundary."));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = options.MaxUploadBytes;
        }

        if (context.Request.ContentLength > options.MaxUploadBytes)
        {
            return (null, DirectLineResults.TooLong(options.MaxUploadBytes));
        }

        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = options.MaxUploadBytes }, options, cancellationToken);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, DirectLineResults.TooLong(options.MaxUploadBytes));
        }
        catch (InvalidDataException)
        {
            return (null, DirectLineResults.BadArgument("The upload is too long or not well-formed multipart/form-data."));
        }
        catch (IOException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, DirectLineResults.BadArgument("The upload ends too soon."));
        }
    }

    private static async Task<(Activity? Activity, IResult? Refusal)> ReadPartsAsync(MultipartReader reader, DirectLineOptions options, CancellationToken cancellationToken)
    {
        Activity? activity = null;
        var files = new List<Attachment>();
        for (var parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; parts++)
        {
            if (parts == MaxParts)
            {
                return (null, DirectLineResults.BadArgument($"An upload has at most {MaxParts} parts."));
            }

            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.Name.Equals(ActivityPart))
            {
                if (await RequestBody.ReadAsync(section.Body, options.MaxUploadBytes, expectedLength: null, cancellationToken) is not { } file)
                {
                    return (null, DirectLineResults.TooLong(options.MaxUploadBytes));
                }

                files.Add(new Attachment { ContentType = section.ContentType ?? "application/octet-stream", Name = Shorten(FileName(disposition)), File = file });
                continue;
            }

            if (await RequestBody.ReadAsync(section.Body, options.MaxBodyBytes, expectedLength: null, cancellationToken) is not { } body)
            {
                return (null, DirectLineResults.TooLong(options.MaxBodyBytes));
            }

            if (!ActivityJson.TryParse(body.Span, out activity, out var error))
            {
                return (null, DirectLineResults.Error(StatusCodes.Status400BadRequest, "BadSyntax", error));
            }
        }

        if (files.Count == 0)
        {
            return (null, DirectLineResults.BadArgument("The upload has no file."));
        }

        activity ??= MessageFactory.Text(text: null);
        activity.Attachments = files;
        return (activity, null);
    }

    private static string? FileName(ContentDispositionHeaderValue? disposition) =>
        disposition is null ? null : HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;

    private static string Shorten(string? name) => string.IsNullOrEmpty(name) ? "file" : name.Length <= MaxNameLength ? name : name[..MaxNameLength];
}
