using BotQA.ActivityProtocol.DirectLine;
using CsCheck;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.DirectLine;

public sealed class DirectLineTokenIssuerTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public void Check_TokenOfThisServer_SaysItsConversationAndUser()
    {
        var issuer = Issuer();
        var token = issuer.Issue("dl_ada");

        Assert.Equal(TokenCheck.Valid, issuer.Check(token.Token, out var claims));
        Assert.Equal(new TokenClaims(token.ConversationId, "dl_ada"), claims);
    }

    [Fact]
    public void Check_TokenAtTheEndOfItsLife_HasExpired()
    {
        var issuer = Issuer();
        var token = issuer.Issue();

        _time.Advance(token.Lifetime - TimeSpan.FromMilliseconds(1));
        Assert.Equal(TokenCheck.Valid, issuer.Check(token.Token, out _));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TokenCheck.Expired, issuer.Check(token.Token, out var claims));
        Assert.Null(claims);
    }

    [Fact]
    public void Issue_AgainBeforeTheEnd_OutlivesTheFirstToken()
    {
        var issuer = Issuer();
        var first = issuer.Issue();
        _time.Advance(first.Lifetime / 2);
        Assert.Equal(TokenCheck.Valid, issuer.Check(first.Token, out var claims));
        var second = issuer.Issue(claims!);
        _time.Advance(first.Lifetime / 2);

        Assert.Equal(TokenCheck.Expired, issuer.Check(first.Token, out _));
        Assert.Equal(TokenCheck.Valid, issuer.Check(second.Token, out var refreshed));
        Assert.Equal(claims, refreshed);
    }

    [Fact]
    public void Check_WhatOpensAStream_OpensNothingElse()
    {
        var issuer = Issuer();
        var token = issuer.Issue();
        Assert.Equal(TokenCheck.Valid, issuer.Check(token.Token, out var claims));
        var stream = issuer.IssueForStream(claims!);

        Assert.Equal(TokenCheck.Invalid, issuer.Check(stream, out _));
        Assert.Equal(TokenCheck.Invalid, issuer.CheckForStream(token.Token, out _));
        Assert.Equal(TokenCheck.Valid, issuer.CheckForStream(stream, out _));
        _time.Advance(new DirectLineOptions().StreamUrlLifetime);
        Assert.Equal(TokenCheck.Expired, issuer.CheckForStream(stream, out _));
    }

    [Fact]
    public void Check_TokenOfAnotherServer_IsInvalid() => Assert.Equal(TokenCheck.Invalid, Issuer().Check(Issuer().Issue().Token, out _));

    [Fact]
    public void Check_AnyText_IsInvalid()
    {
        var issuer = Issuer();
        Gen.String.Sample(text => issuer.Check(text, out var claims) == TokenCheck.Invalid && claims is null);
    }

    [Fact]
    public void Check_TokenWithOneCharacterChanged_IsInvalid()
    {
        var issuer = Issuer();
        var token = issuer.Issue("dl_ada").Token;

        // The last character may hold bits that mean nothing.
        Gen.Select(Gen.Int[0, token.Length - 2], Gen.Char.AlphaNumeric).Sample((index, replacement) =>
            token[index] == replacement || issuer.Check($"{token[..index]}{replacement}{token[(index + 1)..]}", out _) == TokenCheck.Invalid);
    }

    [Fact]
    public void Issue_ManyTimes_NeverGivesTwoTheSameConversation()
    {
        var issuer = Issuer();
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => issuer.Issue().ConversationId).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("")]
    [InlineData("DL_ada")]
    [InlineData("dl_ada\nroot")]
    public void Issue_UserThatIsNotReserved_Throws(string user) => Assert.Throws<ArgumentException>(() => Issuer().Issue(user));

    private DirectLineTokenIssuer Issuer() => new(new EphemeralDataProtectionProvider(), Options.Create(new DirectLineOptions()), _time);
}
