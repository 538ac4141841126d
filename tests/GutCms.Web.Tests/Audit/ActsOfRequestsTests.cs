using GutCms.Api.Http;
using GutCms.Core.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.Audit;

/// <summary>Which act a request is.</summary>
public sealed class ActsOfRequestsTests
{
    [Fact]
    public async Task What_the_server_calls_back_for_after_the_pipeline_belongs_to_the_request_too()
    {
        string? within = null;
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseGutCmsActs();
        app.Run(_ =>
        {
            within = AuditAct.Id;
            return Task.CompletedTask;
        });
        var context = new DefaultHttpContext();

        await app.Build()(context);

        Assert.NotNull(within);
        Assert.Null(AuditAct.Id);
        using (ActOfRequest.Continue(context))
        {
            Assert.Equal(within, AuditAct.Id);
        }
    }
}
