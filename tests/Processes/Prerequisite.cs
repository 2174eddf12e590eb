using System.Diagnostics.CodeAnalysis;

namespace BotQA.Tests.Processes;

/// <summary>What tests need that isn't part of a checkout.</summary>
internal static class Prerequisite
{
    /// <summary>Skips the test because something isn't installed, or fails it where BOTQA_E2E is <c>required</c>.</summary>
    /// <param name="reason">What is missing, and how to install it.</param>
    [DoesNotReturn]
    public static void IsMissing(string reason)
    {
        if (Environment.GetEnvironmentVariable("BOTQA_E2E") == "required")
        {
            Assert.Fail($"BOTQA_E2E is 'required'. {reason}");
        }

        Assert.Skip(reason);
    }
}
