"""Fit the weights that weigh trigger proposals. usage: fit_triggers.py DUMP GOLD OUT [l2]"""
import sys,json,collections,random
import numpy as np
dump,gold,out=sys.argv[1:4]; l2=float(sys.argv[4]) if len(sys.argv)>4 else 1.0
G={}; rows=[]
for l in open(dump):
    d,s,e,ev,f=l.rstrip('\n').split('\t'); s,e=int(s),int(e)
    if d not in G: G[d]=json.load(open(f'{gold}/{d}.json'))['events']
    ov=lambda x:x['start']<e and s<x['end']
    main=any(ov(a['trigger']) for a in G[d]); also=any(ov(x) for a in G[d] for x in a.get('also',[]))
    rows.append((d,f.split(),1.0 if main or also else 0.0, main, also))
print('proposals',len(rows),'main',sum(r[3] for r in rows),'also only',sum(r[4] and not r[3] for r in rows))
cnt=collections.Counter(f for r in rows for f in set(r[1])); names=[f for f,k in cnt.items() if k>=3]; ix={f:i for i,f in enumerate(names)}
X=np.zeros((len(rows),len(names)))
for i,r in enumerate(rows):
    for f in r[1]:
        if f in ix: X[i,ix[f]]=1
y=np.array([r[2] for r in rows]); D=[r[0] for r in rows]
wt=np.array([0.5 if (r[4] and not r[3]) else 1.0 for r in rows])
def fit(m,epochs=400,lr=0.3):
    w=np.zeros(len(names)); Gr=np.zeros_like(w)+1e-8; A=X[m];b=y[m];c=wt[m]
    for _ in range(epochs):
        p=1/(1+np.exp(-A@w)); g=A.T@((p-b)*c)+l2*w; Gr+=g*g; w-=lr*g/np.sqrt(Gr)
    return w
ds=sorted(set(D)); random.Random(2).shuffle(ds); P=np.zeros(len(rows))
for k in range(6):
    te=np.array([ds.index(d)%6==k for d in D]); P[te]=1/(1+np.exp(-X[te]@fit(~te)))
ngold=sum(len(g) for g in G.values())
main=np.array([r[3] for r in rows]); also=np.array([r[4] for r in rows])
for t in (.3,.35,.4,.45,.5,.55,.6):
    k=P>=t; h=len({ (D[i]) for i in ()}) 
    hit=(main&k).sum(); n=k.sum()-(also&~main&k).sum()
    print(t,'P %.3f R %.3f F %.3f (approx)'%(hit/n,hit/ngold,2*hit/(n+ngold)))
w=fit(np.ones(len(rows),bool))
with open(out,'w') as f:
    f.write('# Weights of the features that weigh triggers (src/weigh.rs): name, tab, weight.\n# Fitted on the train ledgers by training/event/fit_triggers.py. Licence: MIT OR Apache-2.0.\n')
    for n,v in sorted(zip(names,w)):
        if abs(v)>.02: f.write(f'{n}\t{v:.3f}\n')
