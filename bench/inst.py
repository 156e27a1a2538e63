p='/work/wt/hotpath/packages/server/dist/db/write-queue.js'; t=open(p).read()
if '__q' not in t:
    t=t.replace("    async function runBatch(jobs) {","    globalThis.__q ??= {commits:0,jobs:0,statements:0,commitMs:0};\n    async function runBatch(jobs) { __q.jobs += jobs.length; __q.commits++;").replace("            return await transaction.execute(statement);","            __q.statements++; return await transaction.execute(statement);").replace("                await transaction.commit();","                const t0=performance.now(); await transaction.commit(); __q.commitMs += performance.now()-t0;")
    open(p,'w').write(t)
