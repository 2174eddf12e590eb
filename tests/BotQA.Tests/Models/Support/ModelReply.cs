using Microsoft.AspNetCore.Http;

namespace BotQA.Tests.Models.Support;

/// <summary>Writes one reply of a provider.</summary>
internal delegate Task ModelReply(HttpContext context, CancellationToken cancellationToken);
